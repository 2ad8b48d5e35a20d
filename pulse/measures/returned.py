"""How many people came back this week: with the communities that thrive, the headline of the whole network."""

from pulse.measures.frame import ASKED, STAYS, Frame

# A day in the last seven, another in the four weeks before, in the same community. Somebody of two communities is one.
_RETURNED = f"""
    WITH {ASKED}, {STAYS},
    came AS (
      SELECT v.community_id, v.person_id FROM asked a
      JOIN pulse_visit v ON v.community_id = a.community_id AND v.day BETWEEN a.d - 34 AND a.d
      GROUP BY 1, 2, a.d HAVING max(v.day) >= a.d - 6 AND min(v.day) <= a.d - 7)
    SELECT count(DISTINCT p.person_id) FROM present p JOIN came USING (community_id, person_id)
    WHERE p.role = 'member'
"""  # noqa: S608 — no value is interpolated


def returned_this_week(frame: Frame) -> int:
    """One statement."""
    return int(frame.rows(_RETURNED)[0][0])
