"""Measures as JSON and back: counts and hours, from which everything that is said of them follows."""

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from pulse.measures import Clarity, FirstReply, Measures, People, SecondVisit
from pulse.measures.first_reply import Median
from pulse.shares import Share

VERSION = 1  # of the definitions: with another one, nothing that was kept holds

_SHARES = {
    "people": ("active", "contributors", "dependence"),
    "second_visit": ("activation", "returned"),
    "first_reply": ("within_24h", "within_48h", "unanswered", "by_members"),
    "clarity": ("share",),
}


def told(measures: Measures) -> dict[str, Any]:
    figures = asdict(measures)
    del figures["day"]
    last = measures.people.last_words
    figures["people"]["last_words"] = last.isoformat() if last else None
    return figures


def decoded(kept: str | dict[str, Any]) -> dict[str, Any]:
    """Django leaves JSON to itself: outside of the ORM it is text."""
    found: dict[str, Any] = json.loads(kept) if isinstance(kept, str) else kept
    return found


def read(day: date, kept: str | dict[str, Any]) -> Measures:
    figures = decoded(kept)
    parts = {
        name: figures[name] | {key: Share(**figures[name][key]) for key in shares} for name, shares in _SHARES.items()
    }
    people, replies = parts["people"], parts["first_reply"]
    people["last_words"] = datetime.fromisoformat(people["last_words"]) if people["last_words"] else None
    replies["median"] = Median(**replies["median"])
    return Measures(
        day,
        People(**people),
        SecondVisit(**parts["second_visit"]),
        FirstReply(**replies),
        Clarity(**parts["clarity"]),
    )
