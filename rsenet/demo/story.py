"""The written company: its people, communities and threads, as data/ tells them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent

type Table = dict[str, Any]


@dataclass(frozen=True)
class Story:
    company: Table
    people: list[Table]
    roles: dict[str, str]  # admin, animator… → a person's id
    communities: list[Table]  # each with its slug, in the order they opened
    places: dict[str, str]  # open, private… → a community's slug
    invitations: list[Table]
    preparation: Table  # ideas, drafts, mandates, readings, waves, contests

    def email(self, person: str) -> str:
        return f"{person}@{self.company['domain']}"


def _read(name: str) -> Table:
    return tomllib.loads((HERE / "data" / f"{name}.toml").read_text("utf-8"))


def company_name() -> str:
    return str(_read("company")["name"])


@cache
def story() -> Story:
    people, places = _read("people"), _read("communities")
    return Story(
        company=_read("company"),
        people=people["person"],
        roles=people["roles"],
        communities=[{"slug": slug, **_read(slug)} for slug in places["order"]],
        places=places["roles"],
        invitations=_read("invitations")["invitation"],
        preparation=_read("preparation"),
    )
