"""Do people know why they are there (A11)? In numbers, from five answers on."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pulse.measures.frame import ASKED, STAYS, Frame
from pulse.shares import LEAST, Share

DAYS = 90

_CLARITY = f"""
    WITH {ASKED}, {STAYS},
    asks AS (
      SELECT p.community_id, p.person_id, k.asked_at, k.answer, k.answered_at, p.until,
        (p.d - %(before)s)::timestamp AT TIME ZONE p.zone AS since
      FROM present p JOIN pulse_clarityask k ON k.community_id = p.community_id AND k.person_id = p.person_id
      WHERE p.role = 'member'),
    answers AS (
      SELECT DISTINCT ON (community_id, person_id) community_id, person_id, answer FROM asks
      WHERE answer <> '' AND answered_at >= since AND answered_at < until
      ORDER BY community_id, person_id, answered_at DESC, asked_at DESC),
    reached AS (
      SELECT community_id, person_id FROM asks WHERE asked_at >= since AND asked_at < until
      UNION SELECT community_id, person_id FROM answers)
    SELECT a.community_id,
      (SELECT count(*) FROM answers w WHERE w.community_id = a.community_id AND w.answer = 'yes'),
      (SELECT count(*) FROM answers w WHERE w.community_id = a.community_id),
      (SELECT count(*) FROM reached r WHERE r.community_id = a.community_id)
    FROM asked a
"""  # noqa: S608 — no value is interpolated


@dataclass(frozen=True)
class Clarity:
    """Yes among the latest answers of present members, hosts aside. Nothing of it is said below five answers."""

    share: Share
    asked: int

    @property
    def is_told(self) -> bool:
        return self.share.n >= LEAST

    @property
    def answers(self) -> str:
        """How many answered: never what."""
        return ngettext("%(n)s answer", "%(n)s answers", self.share.n) % {"n": self.share.n}

    @property
    def words(self) -> str:
        if self.is_told:
            return self.share.words
        return _("%(answers)s so far: shown from %(least)s") % {"answers": self.answers, "least": LEAST}


def clarity(frame: Frame) -> dict[int, Clarity]:
    """One statement."""
    return {pk: Clarity(Share(yes, n), asked) for pk, yes, n, asked in frame.rows(_CLARITY, before=DAYS - 1)}
