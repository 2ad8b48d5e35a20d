"""A connection that has just answered is not asked `SELECT 1` again: its socket tells whether the server hung up."""

import select
import time

import psycopg._queries
from django.db.backends.postgresql import base
from psycopg.pq import ConnStatus, TransactionStatus

FRESH = 30  # seconds after a request on it: longer ago, a network may have lost it without a word


# psycopg remembers how a statement reads up to this length; that of the frame of pages (core/shell.py) is longer than
# the 4,096 characters it begins with, and was read anew at each page. It keeps 128 of them.
psycopg._queries.MAX_CACHED_STATEMENT_LENGTH = 12_288


class DatabaseWrapper(base.DatabaseWrapper):
    asked_at = float("-inf")

    def is_usable(self) -> bool:
        """Once per request, before its first statement (CONN_HEALTH_CHECKS)."""
        before, self.asked_at = self.asked_at, time.monotonic()
        if self.asked_at - before < FRESH and self.connection is not None and self._is_quiet():
            return True
        return super().is_usable()

    def _is_quiet(self) -> bool:
        """Nothing to read where nothing was asked: a server that goes away leaves its goodbye there."""
        link = self.connection.pgconn
        if link.status != ConnStatus.OK or link.transaction_status != TransactionStatus.IDLE:
            return False
        poll = select.poll()
        poll.register(link.socket, select.POLLIN)
        return not poll.poll(0)
