"""A query every page asks, written by the ORM once: its text then goes into larger statements.

Composing a rich QuerySet costs the ORM more than PostgreSQL needs to answer it; its SQL only changes with who asks."""

from collections.abc import Callable, Hashable
from typing import Any

from django.db.models import QuerySet
from psycopg.sql import Literal

from core.shell import ME

STAND_IN = -4_611_686_018_427_387_847  # an id nobody has, replaced by the person's own at each execution


class Compiled[P]:
    """`build(stand_in)` composes the query for somebody whose pk is STAND_IN; nothing else in it may vary with time
    (use the database's Now) or with the person, except what `key(person)` tells apart and `pretend(key)` puts on."""

    def __init__(
        self, build: Callable[[P], QuerySet[Any]], pretend: Callable[[Hashable], P], key: Callable[[P], Hashable]
    ) -> None:
        self.build, self.pretend, self.key = build, pretend, key
        self._texts: dict[Hashable, str] = {}

    def sql(self, person: P) -> str:
        """Its text, for a statement that is told %(me)s: what never varies is written out, so that PostgreSQL may use
        a partial index for it."""
        key = self.key(person)
        if key not in self._texts:
            sql, parameters = self.build(self.pretend(key)).query.sql_with_params()
            self._texts[key] = sql.replace("%%", "%%%%") % tuple(
                ME if value == STAND_IN else _literal(value) for value in parameters
            )
        return self._texts[key]


def _literal(value: Any) -> str:
    return Literal(value).as_string(None).replace("%", "%%")
