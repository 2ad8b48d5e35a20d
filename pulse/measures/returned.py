"""How many people came back this week: with the communities that thrive, the headline of the whole network."""

from pulse.measures.frame import ASKED, STAYS, Frame

# A day in the last seven, another in the four weeks before, in the same community. Somebody of two communities is one.
_RETURNED = f"""
    WITH {ASKED}, {STAYS}
    SELECT count(DISTINCT p.person_id) FROM present p
    WHERE p.role = 'member'
      AND EXISTS (SELECT FROM pulse_visit v WHERE v.community_id = p.community_id AND v.person_id = p.person_id
                    AND v.day BETWEEN p.d - 6 AND p.d)
      AND EXISTS (SELECT FROM pulse_visit v WHERE v.community_id = p.community_id AND v.person_id = p.person_id
                    AND v.day BETWEEN p.d - 34 AND p.d - 7)
"""  # noqa: S608 — no value is interpolated


def returned_this_week(frame: Frame) -> int:
    """One statement."""
    return int(frame.rows(_RETURNED)[0][0])
