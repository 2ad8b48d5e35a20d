"""Django's sessions in the database, found without the ORM: every request begins with this, so the row of whoever
signed in comes along."""

from functools import cache
from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection

from accounts.recognition import person_columns

# Whose session it is, only the signed data says (accounts/recognition.py compares); allauth notes it beside.
_FIND = """
    SELECT s.session_data, {person} FROM django_session s
    LEFT JOIN usersessions_usersession u ON u.session_key = s.session_key
    LEFT JOIN accounts_person p ON p.id = u.user_id AND p.is_active
    WHERE s.session_key = %s AND s.expire_date > now()
"""


@cache
def _find() -> str:
    return _FIND.format(person=person_columns())


class SessionStore(db.SessionStore):
    person_row: tuple[Any, ...] | None = None

    def load(self) -> dict[str, Any]:
        with connection.cursor() as cursor:
            cursor.execute(_find(), [self.session_key or ""])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        self.person_row = row[1:]
        return self.decode(row[0])
