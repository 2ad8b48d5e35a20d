"""A query every page asks, written by the ORM once and then only executed.

Composing a rich QuerySet costs the ORM more than PostgreSQL needs to answer it; its SQL only changes with who asks."""

from collections.abc import Callable, Hashable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

STAND_IN = -4_611_686_018_427_387_847  # an id nobody has, replaced by the person's own at each execution


class Compiled[P]:
    """`build(stand_in)` composes the query for somebody whose pk is STAND_IN; nothing else in it may vary with time
    (use the database's Now) or with the person, except what `key(person)` tells apart and `pretend(key)` puts on."""

    def __init__(
        self, build: Callable[[P], QuerySet[Any]], pretend: Callable[[Hashable], P], key: Callable[[P], Hashable]
    ) -> None:
        self.build, self.pretend, self.key = build, pretend, key
        self._statements: dict[Hashable, tuple[str, tuple[Any, ...]]] = {}

    def rows(self, person: P, pk: int) -> list[tuple[Any, ...]]:
        """The rows for this person. One query."""
        key = self.key(person)
        if key not in self._statements:
            self._statements[key] = self.build(self.pretend(key)).query.sql_with_params()
        sql, parameters = self._statements[key]
        with connection.cursor() as cursor:
            cursor.execute(sql, [pk if parameter == STAND_IN else parameter for parameter in parameters])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
