"""Who was in which community on which day: one row, written at the first page or act of the day.

A page costs nothing more after that: each process remembers the days it has written."""

from datetime import date, datetime

from django.db import connection, transaction
from django.utils.timezone import now

from accounts.models import Person
from communities.days import today_in
from communities.models import Community
from pulse.models import ClarityAsk, VisitMonth

MOST = 50_000  # days a process remembers before it starts afresh
_written: set[tuple[int, int, date]] = set()

# Members alone, and not in an archive: there is nothing left to measure.
_VISIT = """
    INSERT INTO pulse_visit (community_id, person_id, day)
    SELECT m.community_id, m.person_id, %(day)s::date
    FROM communities_membership m JOIN communities_community c ON c.id = m.community_id
    WHERE m.community_id = %(community)s::bigint AND m.person_id = %(person)s::bigint AND m.left_at IS NULL
      AND c.stage <> 'archived'
    ON CONFLICT DO NOTHING
"""
# Months of fewer people than VisitMonth.LEAST would tell of each of them: they leave nothing.
_FOLD = """
    WITH old AS (DELETE FROM pulse_visit WHERE day < %(before)s::date RETURNING community_id, person_id, day)
    INSERT INTO pulse_visitmonth (community_id, month, people, days)
    SELECT community_id, date_trunc('month', day)::date, count(DISTINCT person_id), count(*) FROM old
    GROUP BY 1, 2 HAVING count(DISTINCT person_id) >= %(least)s
    ON CONFLICT (community_id, month) DO NOTHING
"""


def note_visit(person: Person, community: Community) -> None:
    """A member is here today. One statement the first time, none after."""
    day = today_in(community)
    key = (community.pk, person.pk, day)
    if key in _written:
        return
    with connection.cursor() as cursor:
        cursor.execute(_VISIT, {"community": community.pk, "person": person.pk, "day": day})
    if len(_written) >= MOST:
        _written.clear()
    _written.add(key)


@transaction.atomic
def fold_old_visits(at: datetime | None = None) -> None:
    """Thirteen months are kept, the current one included; of what is older the months remain, of answers nothing."""
    before = (at or now()).date().replace(day=1)
    before = before.replace(year=before.year - 1)
    with connection.cursor() as cursor:
        cursor.execute(_FOLD, {"before": before, "least": VisitMonth.LEAST})
    ClarityAsk.objects.filter(asked_at__date__lt=before).delete()
