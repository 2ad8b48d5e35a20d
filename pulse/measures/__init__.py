"""How communities live, measured in groups: each measure of docs/measures.md is a file, and asks once for them all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from communities.models import Community
from pulse.measures.clarity import Clarity, clarity
from pulse.measures.first_reply import FirstReply, first_replies
from pulse.measures.frame import Frame, frame_of
from pulse.measures.people import People, people
from pulse.measures.second_visit import SecondVisit, second_visits, second_visits_of_waves

__all__ = ["Clarity", "FirstReply", "Frame", "Measures", "People", "SecondVisit", "frame_of", "measure"]
__all__ += ["second_visits_of_waves"]


@dataclass(frozen=True)
class Measures:
    """What is known of one community on one day."""

    day: date
    people: People
    second_visit: SecondVisit
    first_reply: FirstReply
    clarity: Clarity


def measure(
    communities: Sequence[Community], *, at: datetime | None = None, on: date | None = None
) -> dict[int, Measures]:
    """By primary key, as of the last complete day or of `on`. Five statements for any number of communities."""
    return measures_of(frame_of(communities, at=at, on=on)) if communities else {}


def measures_of(frame: Frame) -> dict[int, Measures]:
    came, returned, replies, clear = people(frame), second_visits(frame), first_replies(frame), clarity(frame)
    return {
        community.pk: Measures(
            day, came[community.pk], returned[community.pk], replies[community.pk], clear[community.pk]
        )
        for community, _clock, day in frame
    }
