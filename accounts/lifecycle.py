"""How accounts begin, pause and end; what administrators do with them. Same shape as actions."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts import links, sessions
from accounts.events import PersonDeactivated, PersonSuspended
from accounts.identity import free_handle, own_name
from accounts.models import Person
from accounts.policies import AdministrationPolicy
from core import letters
from core.events import publish
from core.policies import require

DETAILS = ("title", "department", "location", "language")


@transaction.atomic
def open_account(
    *, email: str, display_name: str, password: str | None = None, verified: bool = False, **fields: Any
) -> Person:
    """A new person. Who may have one is for the caller to know: an administrator, an invitation, the first run."""
    name = own_name(display_name)
    person = Person.objects.create_user(
        free_address(email), password, display_name=name, handle=free_handle(name), **fields
    )
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=verified)
    return person


@transaction.atomic
def invite_person(actor: Person, *, email: str, display_name: str, **details: Any) -> Person:
    """Open an account for a colleague, and mail them the link to choose their password."""
    require(AdministrationPolicy(actor).administer())
    person = open_account(email=email, display_name=display_name, **details)
    send_first_password_link(actor, person)
    return person


def send_first_password_link(actor: Person, person: Person) -> None:
    require(AdministrationPolicy(actor, person).administer())
    if person.has_usable_password() or not person.is_active:
        raise ValidationError(_("%(name)s has a password already.") % {"name": person})
    _write(
        person, "first_password", by=str(actor), first_name=person.first_name, link=links.first_password_link(person)
    )


@transaction.atomic
def choose_first_password(token: str, password: str) -> Person | None:
    """The person, or None once the link is dead."""
    found = links.person_of(token)
    if found is None:
        return None
    person = Person.objects.select_for_update().get(pk=found.pk)
    if person.has_usable_password():
        return None
    person.set_password(password)
    person.save(update_fields=["password"])
    confirm_address(person)
    return person


def confirm_address(person: Person) -> None:
    """Who has opened a link mailed there reads that mailbox."""
    EmailAddress.objects.filter(user=person, email=person.email).update(verified=True)


@transaction.atomic
def suspend_person(actor: Person, person: Person) -> None:
    """A pause: signing in shows one page that says so (D3)."""
    person = _locked(person)
    require(AdministrationPolicy(actor, person).shut_out())
    publish(PersonSuspended(person, actor))
    if person.suspended_at is None:
        person.suspended_at = now()
        person.save(update_fields=["suspended_at"])


@transaction.atomic
def lift_suspension(actor: Person, person: Person) -> None:
    person = _locked(person)
    require(AdministrationPolicy(actor, person).administer())
    person.suspended_at = None
    person.save(update_fields=["suspended_at"])


@transaction.atomic
def deactivate_person(actor: Person, person: Person) -> None:
    """They have left. Sessions end now, and forgetting the password keeps them ended should the person come back."""
    person = _locked(person)
    require(AdministrationPolicy(actor, person).shut_out())
    publish(PersonDeactivated(person, actor))
    person.is_active = person.is_staff = person.is_superuser = False
    person.set_unusable_password()
    person.save(update_fields=["is_active", "is_staff", "is_superuser", "password"])
    sessions.end_all(person)


@transaction.atomic
def reactivate_person(actor: Person, person: Person) -> None:
    """They are back: a link to choose a password goes to their address."""
    person = _locked(person)
    require(AdministrationPolicy(actor, person).administer())
    if person.is_active:
        return
    person.is_active = True
    person.suspended_at = None
    person.set_unusable_password()
    person.save(update_fields=["is_active", "suspended_at", "password"])
    send_first_password_link(actor, person)


@transaction.atomic
def describe_person(actor: Person, person: Person, *, administrator: bool, **details: Any) -> Person:
    """What an administrator corrects: name, place in the company, address, and who else administrates."""
    person = _locked(person)
    require(AdministrationPolicy(actor, person).administer())
    if person.is_staff and not administrator:
        require(AdministrationPolicy(actor, person).shut_out())
    email, name = free_address(details.pop("email"), person), own_name(details.pop("display_name"), person)
    if email != person.email:
        _write(person, "address_changed", by=str(actor), new=email)
        EmailAddress.objects.filter(user=person).delete()
        EmailAddress.objects.create(user=person, email=email, primary=True)  # to be confirmed at the next sign-in
    person.email, person.display_name = email, name
    person.is_staff = person.is_superuser = administrator
    for field in DETAILS:
        setattr(person, field, details[field])
    person.version += 1
    person.save()
    return person


@transaction.atomic
def remove_second_step(actor: Person, person: Person) -> None:
    """For a person who has lost telephone and recovery codes. Their sessions end, and they are told."""
    require(AdministrationPolicy(actor, person).shut_out())
    if Authenticator.objects.filter(user=person).delete()[0]:
        sessions.end_all(person)
        _write(person, "second_step_removed", by=str(actor))


def tell_of_attempts(email: str) -> None:
    """R-AU-05: the person learns that their account was locked; nobody learns whether there is a person."""
    person = Person.objects.all().active().filter(email=email).first()
    if person is not None:
        _write(person, "attempts", email=email)


def free_address(email: str, person: Person | None = None) -> str:
    """The address in small letters, or ValidationError when somebody signs in with it."""
    email = email.strip().lower()
    people, addresses = Person.objects.filter(email=email), EmailAddress.objects.filter(email=email)
    if person:
        people, addresses = people.exclude(pk=person.pk), addresses.exclude(user=person)
    if people.exists() or addresses.exists():
        raise ValidationError(_("Somebody here has this address already."), code="taken")
    return email


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update().get(pk=person.pk)


def _write(person: Person, letter: str, **context: Any) -> None:
    letters.compose(f"emails/accounts/{letter}.html", person.email, context, language=person.language).send()
