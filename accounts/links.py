"""Links that open an account; none is kept. One is a signature over what its use changes, the other kept as a hash."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import Person

FIRST_PASSWORD_DAYS = 7
_SALT = "accounts.first_password"


def first_password_link(person: Person) -> str:
    """For somebody who has no password yet: 7 days, dead once they have chosen one or their address changes."""
    token = signing.dumps([person.pk, _state(person)], salt=_SALT)
    return settings.BASE_URL + reverse("accounts:first_password", args=[token])


def person_of(token: str) -> Person | None:
    """Whose password this link may set now."""
    try:
        pk, state = signing.loads(token, salt=_SALT, max_age=timedelta(days=FIRST_PASSWORD_DAYS))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    person = Person.objects.filter(pk=pk, is_active=True).first()
    if person is None or person.has_usable_password() or not constant_time_compare(state, _state(person)):
        return None
    return person


def new_token() -> str:
    """256 bits, in letters that survive a terminal and a mail."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _state(person: Person) -> str:
    return salted_hmac(_SALT, f"{person.password} {person.email}", algorithm="sha256").hexdigest()
