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
    about, result = check(community.purpose).clauses
    return Subject(about or _("{object}"), result or _("{result}"))
