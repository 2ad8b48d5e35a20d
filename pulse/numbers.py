"""What members see of the pulse of their community, and its hosts besides: from five answers on, without names."""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta

from communities.models import Community, Membership
from pulse.measures.clarity import DAYS, Clarity, clarity
from pulse.measures.frame import frame_of
from pulse.models import ClarityAsk


@dataclass(frozen=True)
class Numbers:
    clarity: Clarity
    words: list[str] = field(default_factory=list)


def numbers(community: Community, *, with_words: bool = False) -> Numbers:
    """As of yesterday, so that nobody sees an answer come in."""
    frame = frame_of([community], with_closures=False)
    found = clarity(frame)[community.pk]
    if not with_words or not found.is_told:
        return Numbers(found)
    end = frame.clocks[community.pk].end_of(frame.days[community.pk])
    told = ClarityAsk.objects.filter(
        community=community,
        answer=ClarityAsk.Answer.NO,
        answered_at__lt=end,
        answered_at__gte=end - timedelta(days=DAYS),
        person__in=Membership.objects.present().filter(community=community).values("person"),
    ).exclude(words="")
    # In no order that tells when they were written.
    words = sorted(set(told.values_list("words", flat=True)), key=lambda text: hashlib.sha256(text.encode()).digest())
    return Numbers(found, words)
