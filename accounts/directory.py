"""Colleagues by name, a page at a time, narrowed by words, site and department."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import Q

from accounts.models import Person
from core.names import clean_line
from core.paging import NameCursor

PAGE = 30


@dataclass(frozen=True)
class Wish:
    """What somebody looks for. What cannot be meant finds nobody; it is never an error."""

    words: str = ""
    site: str = ""
    department: str = ""
    after: NameCursor | None = None

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        line = {name: clean_line(query.get(name, ""))[:100] for name in ("q", "site", "department")}
        return cls(line["q"], line["site"], line["department"], NameCursor.read(query.get("after", "")))

    @property
    def narrows(self) -> bool:
        return bool(self.words or self.site or self.department)

    def address(self, after: NameCursor | None = None) -> str:
        """The query string of the same wish, further down the list."""
        asked = {"q": self.words, "site": self.site, "department": self.department, "after": str(after or "")}
        return "?" + urlencode({name: text for name, text in asked.items() if text})


@dataclass(frozen=True)
class Directory:
    people: list[Person]
    more: str
    """The address of what follows; "" at the end."""


def directory(wish: Wish) -> Directory:
    """One page of it, one query. Nothing here that colleagues may not see (R-PR-05)."""
    people = Person.objects.listed().nearest(wish.words)
    if wish.site:
        people = people.filter(location=wish.site)
    if wish.department:
        people = people.filter(department=wish.department)
    if wish.after:
        people = people.filter(_beyond(wish))
    people = people.by_nearness() if wish.words else people.by_name()
    page: list[Any] = list(people.defer("password", "search_text", "skeleton")[: PAGE + 1])
    last = page[PAGE - 1] if len(page) > PAGE else None
    return Directory(page[:PAGE], wish.address(_place_of(last, wish)) if last else "")


def _place_of(person: Any, wish: Wish) -> NameCursor:
    """Among those looked for by words, how near they are comes before the name."""
    return NameCursor(f"{person.rank} {person.sort_key}" if wish.words else person.sort_key, person.pk)


def _beyond(wish: Wish) -> Q:
    """What follows that place. The first condition lets the index start there; the second drops what was shown."""
    after: Any = wish.after
    if not wish.words:
        return Q(sort_key__gte=after.key) & (Q(sort_key__gt=after.key) | Q(pk__gt=after.pk))
    rank, _, key = after.key.partition(" ")
    rank = int(rank) if rank in ("0", "1", "2") else 0
    return Q(rank__gt=rank) | Q(rank=rank) & (Q(sort_key__gt=key) | Q(sort_key=key, pk__gt=after.pk))


def places() -> tuple[list[str], list[str]]:
    """The sites and the departments that colleagues named, one query for both."""
    pairs = Person.objects.listed().values_list("location", "department").distinct()
    sites, departments = {site for site, _ in pairs}, {department for _, department in pairs}
    return sorted(sites - {""}, key=str.casefold), sorted(departments - {""}, key=str.casefold)
