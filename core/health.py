"""Whether this installation can serve: what load balancers, supervisors and people on call ask."""

from datetime import timedelta

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker

WORKER_SILENT_SECONDS = 30

_migrated = False


def checks() -> dict[str, bool]:
    """Name of each part, and whether it is well. Raises OperationalError when the database is away."""
    return {"database": True, "migrations": migrations_applied(), "worker": worker_alive()}


def migrations_applied() -> bool:
    """Looked up until true: then it stays so as long as this process lives."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def worker_alive() -> bool:
    since = timezone.now() - timedelta(seconds=WORKER_SILENT_SECONDS)
    return ProcrastinateWorker.objects.filter(last_heartbeat__gte=since).exists()
