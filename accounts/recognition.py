"""Who asks: session and person, read at every request, each by one statement that the ORM does not compose again."""

from functools import cache
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection

from accounts.models import Person

# The words of django.contrib.sessions.backends.db and of ModelBackend.get_user, in SQL.


@cache
def _person_sql() -> tuple[str, list[str]]:
    fields = Person._meta.concrete_fields
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    return f"SELECT {columns} FROM accounts_person WHERE id = %s AND is_active", [str(f.attname) for f in fields]  # noqa: S608 — our own columns


class Backend(AuthenticationBackend):
    def get_user(self, user_id: Any) -> Person | None:
        """The person of a session; nobody once deactivated."""
        sql, names = _person_sql()
        with connection.cursor() as cursor:
            cursor.execute(sql, [user_id])
            row = cursor.fetchone()
        return Person.from_db(connection.alias, names, row) if row else None
