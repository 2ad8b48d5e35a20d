"""What a community talks about and what for, in its own words, as prompts repeat them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from communities.models import Community
from communities.purpose import check


@dataclass(frozen=True)
class Subject:
    """ "won and lost bids" and "so that the next tenders start better prepared"; a hole where the purpose has none."""

    object: str
    result: str


def subject_of(community: Community) -> Subject:
    about, result = (_as_written(clause, community.purpose) for clause in check(community.purpose).clauses)
    return Subject(about or _("{object}"), result[:1].upper() + result[1:] if result else _("{result}"))


def _as_written(clause: str, purpose: str) -> str:
    """The check reads plain apostrophes and words alone: the author's own, and a last "%", are taken back."""
    begin = purpose.replace("’", "'").lower().find(clause.lower()) if clause else -1
    if begin < 0:
        return clause
    rest = purpose[begin + len(clause) :]
    ends = len(purpose) if not any(sign.isalnum() for sign in rest) else begin + len(clause)
    return clause[:1] + purpose[begin + 1 : ends].rstrip(" .!?…\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")
