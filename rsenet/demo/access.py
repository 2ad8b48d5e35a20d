"""Who can sign in: one person per role, all with one password that only this installation has."""

import base64

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils.crypto import salted_hmac

from accounts.models import Person
from rsenet.demo.calendar import Calendar
from rsenet.demo.story import Story


def secret(purpose: str) -> bytes:
    """Always the same here, unlike anywhere else: made from the installation's own key."""
    return salted_hmac("rsenet.demo", purpose, algorithm="sha256").digest()


def password() -> str:
    """80 bits, in four groups that one can read aloud."""
    letters = base64.b32encode(secret("password"))[:16].decode().lower()
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))


def open_doors(story: Story, calendar: Calendar) -> None:
    people = {person.uid: person for person in Person.objects.filter(uid__in=story.roles.values())}
    encoded = make_password(password())
    for role, uid in story.roles.items():
        person = people[uid]
        person.password = encoded
        if role == "admin":
            person.is_staff = person.is_superuser = True
        if role == "suspended" and person.suspended_at is None:
            person.suspended_at = calendar.ago(20)
        person.save()
    EmailAddress.objects.filter(user__in=people.values(), primary=True).update(verified=True)
