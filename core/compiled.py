"""A query every page asks, written by the ORM once and then only executed.

Composing a rich QuerySet costs the ORM more than PostgreSQL needs to answer it; its SQL only changes with who asks."""

import copy
from collections.abc import Callable, Hashable
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.query import ModelIterable
from psycopg.sql import Literal

from core.shell import ME

STAND_IN = -4_611_686_018_427_387_847  # an id nobody has, replaced by the person's own at each execution
THINGS = tuple(STAND_IN - n for n in range(1, 7))
A_THING = THINGS[0]
A_SLUG = "slug of nothing"  # no slug has spaces

_TOLD = "(SELECT %s::bigint)"


class Compiled[P]:
    """`build(stand_in, *about)` composes the query for somebody whose pk is STAND_IN, `about` values that stand in too
    (THINGS, A_SLUG); nothing else in it may vary with time (use the database's Now) or with the person, except what
    `key(person)` tells apart and `pretend(key)` puts on."""

    def __init__(
        self,
        build: Callable[..., QuerySet[Any]],
        pretend: Callable[[Any], P],
        key: Callable[[P], Hashable],
        about: tuple[Hashable, ...] = (),
    ) -> None:
        self.build, self.pretend, self.key, self.about = build, pretend, key, about
        self._prepared: dict[Hashable, tuple[Any, str, tuple[Any, ...]]] = {}
        self._texts: dict[Hashable, str] = {}
        self._statements: dict[Hashable, str] = {}

    def sql(self, person: P) -> str:
        """Its text, for a statement that is told %(me)s: what never varies is written out, so that PostgreSQL may use
        a partial index for it."""
        key = self.key(person)
        if key not in self._texts:
            _, sql, parameters = self._prepare(key)
            sql = sql.replace("%%", "%%%%")
            self._texts[key] = sql % tuple(ME if value == STAND_IN else _literal(value) for value in parameters)
        return self._texts[key]

    def statement(self, person: P, pk: int, *about: int | None) -> tuple[str, list[int | None]]:
        """Its text and its parameters, to stand in a statement of ours that is told %s; planned once, as `sql` is."""
        key, ids = self.key(person), (STAND_IN, *self.about)
        _, sql, parameters = self._prepare(key)
        if key not in self._statements:
            values = [_TOLD if value in ids else _literal(value) for value in parameters]
            self._statements[key] = sql.replace("%%", "%%%%") % tuple(values)
        told = dict(zip(ids, (pk, *about), strict=True))
        return self._statements[key], [told[value] for value in parameters if value in told]

    def objects(self, person: P, pk: int, *about: Hashable) -> list[Any]:
        """What the QuerySet would give this person about these. One query."""
        compiler, sql, parameters = self._prepare(self.key(person))
        told = dict(zip([STAND_IN, *self.about], [pk, *about], strict=True))
        mine = copy.copy(compiler)
        mine.connection = connections[DEFAULT_DB_ALIAS]
        mine.as_sql = lambda: (sql, tuple([told.get(value, value) for value in parameters]))
        mine.get_converters = lambda expressions: compiler.converters
        query = SimpleNamespace(get_compiler=lambda using: mine)
        ready = SimpleNamespace(db=mine.using, query=query, _fetch_mode=mine.fetch_mode, _known_related_objects={})
        return list(ModelIterable(ready))  # type: ignore[arg-type]

    def _prepare(self, key: Hashable) -> tuple[Any, str, tuple[Any, ...]]:
        if key not in self._prepared:
            queryset = self.build(self.pretend(key), *self.about)
            compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
            sql, parameters = compiler.as_sql()
            if any(isinstance(value, date) or not isinstance(value, Hashable) for value in parameters):
                raise TypeError("a moment would be that of the first request: let PostgreSQL say what time it is")
            compiler.fetch_mode = queryset._fetch_mode  # type: ignore[attr-defined]
            columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
            compiler.converters = compiler.get_converters(columns)
            self._prepared[key] = compiler, sql, tuple(parameters)
        return self._prepared[key]


def _literal(value: Any) -> str:
    return Literal(value).as_string(None).replace("%", "%%")
