"""How long one stays signed in, and how it ends (R-AU-04)."""

import logging
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.db import connection
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from accounts import browsers
from accounts.models import Person

log = logging.getLogger("rsenet.signin")

HOUR = 3600
IDLE = 8 * HOUR  # without a visit, unless the person asked to stay signed in on this device
LONGEST = 30 * 24 * HOUR
LONGEST_OF_ADMINISTRATORS = 12 * HOUR
STEP = 5 * 60  # the last visit is noted once in so long: not every request writes
BEGAN, SEEN = "began", "seen"


@receiver(user_logged_in)
def begin(sender: Any, request: HttpRequest, user: Person, **kwargs: Any) -> None:
    log.info("person %s signed in", user.pk)
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


def is_over(request: HttpRequest, person: Person) -> bool:
    """Whether this session has lived its time; a session that does not know its age has."""
    now, session = time.time(), request.session
    longest = LONGEST_OF_ADMINISTRATORS if person.is_staff else LONGEST
    remembered = not session.get_expire_at_browser_close() and not person.is_staff
    idle = LONGEST if remembered else IDLE
    return bool(now - session.get(BEGAN, 0) > longest or now - session.get(SEEN, 0) > idle)


def note_visit(request: HttpRequest) -> None:
    now = int(time.time())
    if now - request.session[SEEN] > STEP:
        request.session[SEEN] = now


@dataclass(frozen=True)
class Device:
    """A session as its owner recognises it."""

    pk: int
    browser: str
    since: datetime
    ip: str
    is_this: bool


def devices_of(person: Person, this: str | None) -> list[Device]:
    """A person's living sessions, the one in use first, then the latest."""
    living = sorted(UserSession.objects.purge_and_list(person), key=lambda s: (s.session_key != this, -s.pk))
    return [Device(s.pk, browsers.name_of(s.user_agent), s.created_at, s.ip, s.session_key == this) for s in living]


def end_all(person: Person, *, but: str | None = None, renamed: bool = False) -> None:
    """End a person's sessions on the server, one excepted; that one may be about to get a new name."""
    theirs = UserSession.objects.filter(user=person)
    for session in theirs.exclude(session_key=but or ""):
        session.end()
    if renamed:
        theirs.delete()


def sweep() -> None:
    """Forget ended sessions, and what throttling remembered of them (R-PR-03)."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    with connection.cursor() as cursor:
        cursor.execute("delete from core_cache where expires < %s", [timezone.now()])
