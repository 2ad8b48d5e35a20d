"""A network comes in: lines in batches, each checked against what is known, then written with few statements."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import batched

from django.db import connection, transaction

from rsenet.network.known import Known
from rsenet.network.lines import SHAPES, Line, read
from rsenet.network.people import People
from rsenet.network.places import Places
from rsenet.network.pulses import Pulses
from rsenet.network.threads import Threads
from rsenet.network.writing import Writer

BATCH = 1000
_LOCK = 7_240_601  # one import at a time; the second waits

type Counts = dict[str, dict[str, int]]


class DryRun(Exception):
    """All was well, nothing is kept."""


def import_lines(
    source: Iterable[bytes], *, dry_run: bool = False, progress: Callable[[int], None] = lambda lines: None
) -> Counts:
    """Everything or nothing; the second time nothing is left to do. BadLine names the line that is wrong."""
    counts: Counts = {}
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            counts = _import(source, progress)
            if dry_run:
                raise DryRun
    except DryRun:
        pass
    return counts


def _import(source: Iterable[bytes], progress: Callable[[int], None]) -> Counts:
    known, writer = Known(), Writer()
    people, places = People(known, writer), Places(known, writer)
    threads, pulses = Threads(known, writer), Pulses(known, writer)
    take: dict[str, Callable[[Line], bool]] = {
        "person": people.person,
        "community": places.community,
        "membership": places.membership,
        "post": threads.post,
        "reply": threads.reply,
        "reaction": threads.reaction,
        "accepted_answer": threads.accepted_answer,
        "visit": pulses.visit,
        "closure": pulses.closure,
        "pulse": pulses.pulse,
    }
    created: Counter[str] = Counter()
    existing: Counter[str] = Counter()
    seen = _Seen()
    for lines in batched(_lines(source), BATCH):
        known.prepare(lines)
        pulses.prepare(lines)
        for line in lines:
            is_new = seen.first(line) and take[line.type](line)
            (created if is_new else existing)[line.type] += 1
        writer.flush()
        progress(lines[-1].number)
    places.finish()
    writer.finish()
    return {kind: {"created": created[kind], "existing": existing[kind]} for kind in SHAPES}


def _lines(source: Iterable[bytes]) -> Iterator[Line]:
    for number, raw in enumerate(source, 1):
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        if raw.strip():
            yield read(number, raw)


class _Seen:
    """Exports put one after the other repeat people: the same line twice is one, other words under its id a mistake."""

    def __init__(self) -> None:
        self._lines: dict[int, tuple[int, int]] = {}

    def first(self, line: Line) -> bool:
        if "id" not in line.values:
            return True
        key, content = hash((line.type, line["id"])), hash(tuple(line.values.values()))
        number, before = self._lines.setdefault(key, (line.number, content))
        if before != content:
            raise line.wrong(f"line {number} is another {line.type} with the id {line['id']}")
        return number == line.number
