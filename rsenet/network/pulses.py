"""Visit, closure and pulse lines: who came, when nobody works, what was answered."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection

from pulse.models import ClarityAsk, Closure, Visit
from rsenet.network.known import Known, Numbers
from rsenet.network.lines import Line
from rsenet.network.writing import Writer

# Which of these rows are there: one statement a batch.
_THERE = {
    "visit": """
        SELECT v.community_id, v.person_id, v.day FROM pulse_visit v
        JOIN unnest(%s::bigint[], %s::bigint[], %s::date[]) AS t(community_id, person_id, day)
          USING (community_id, person_id, day)""",
    "pulse": """
        SELECT a.community_id, a.person_id, a.asked_at FROM pulse_clarityask a
        JOIN unnest(%s::bigint[], %s::bigint[], %s::timestamptz[]) AS t(community_id, person_id, asked_at)
          USING (community_id, person_id, asked_at)""",
}
_AT = {"visit": "day", "pulse": "asked_at"}

type Key = tuple[int, int, date | datetime]


class Pulses:
    def __init__(self, known: Known, writer: Writer) -> None:
        self._known, self._writer = known, writer
        self._closures, self._asks = Numbers(Closure), Numbers(ClarityAsk)
        self._there: dict[str, set[Key]] = defaultdict(set)
        self._closed: dict[int, set[date]] | None = None

    def prepare(self, lines: Iterable[Line]) -> None:
        """Ask once for the visits and pulses that these lines may repeat; days off are few and kept whole."""
        wanted: dict[str, set[Key]] = {"visit": set(), "pulse": set()}
        for line in lines:
            if line.type in wanted:
                community = self._known.communities.get(line["community"])
                person = self._known.people.get(line["person"])
                if community and person:  # else they come with this batch, and nothing of theirs is there
                    wanted[line.type].add((community.pk, person.pk, line[_AT[line.type]]))
        self._there.clear()
        for kind, keys in wanted.items():
            if keys:
                with connection.cursor() as cursor:
                    cursor.execute(_THERE[kind], [list(column) for column in zip(*keys, strict=True)])
                    self._there[kind].update(cursor.fetchall())

    def visit(self, line: Line) -> bool:
        community, person = self._known.community(line), self._known.person(line, "person")
        key = (community.pk, person.pk, line["day"])
        if key in self._there["visit"]:
            return False
        self._there["visit"].add(key)
        self._writer.add(Visit(community_id=community.pk, person_id=person.pk, day=line["day"]))
        return True

    def closure(self, line: Line) -> bool:
        """A day off of the whole company is one of this community's too."""
        community, day = self._known.community(line), line["day"]
        if self._closed is None:
            self._closed = defaultdict(set)
            for pk, closed in Closure.objects.values_list("community", "day"):
                self._closed[pk or 0].add(closed)
        if day in self._closed[0] or day in self._closed[community.pk]:
            return False
        self._closed[community.pk].add(day)
        self._writer.add(Closure(pk=self._closures.next(), community_id=community.pk, day=day))
        return True

    def pulse(self, line: Line) -> bool:
        community, person = self._known.community(line), self._known.person(line, "person")
        asked_at, answered_at = line["asked_at"], line["answered_at"]
        if answered_at is not None and not line["answer"]:
            raise line.wrong("answered_at without answer")
        if answered_at is not None and answered_at < asked_at:
            raise line.wrong("answered_at is before asked_at")
        key = (community.pk, person.pk, asked_at)
        if key in self._there["pulse"]:
            return False
        self._there["pulse"].add(key)
        self._writer.add(
            ClarityAsk(
                pk=self._asks.next(),
                community_id=community.pk,
                person_id=person.pk,
                asked_at=asked_at,
                answer=line["answer"],
                answered_at=(answered_at or asked_at) if line["answer"] else None,
            )
        )
        return True
