"""The first run: a network without administrator, and the one link that makes one."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import now

from accounts import links
from accounts.lifecycle import open_account
from accounts.models import AdministratorLink, Person

VALID = timedelta(hours=24)


@transaction.atomic
def offer_administration() -> str | None:
    """The address of the one-time page, or None when somebody administrates already. Former offers die."""
    if _administrated():
        return None
    token = links.new_token()
    AdministratorLink.objects.filter(used_at=None).delete()
    AdministratorLink.objects.create(token_hash=links.hashed(token), expires_at=now() + VALID)
    return settings.BASE_URL + reverse("accounts:welcome", args=[token])


def is_open(token: str) -> bool:
    return _offers(token).exists() and not _administrated()


@transaction.atomic
def make_first_administrator(
    token: str, *, display_name: str, email: str, password: str, language: str
) -> Person | None:
    """The visitor of the link, once; None when it is used, expired, replaced or invented."""
    offer = _offers(token).select_for_update().first()
    if offer is None or _administrated():
        return None
    person = open_account(
        email=email,
        display_name=display_name,
        password=password,
        verified=True,
        language=language,
        is_staff=True,
        is_superuser=True,
    )
    offer.used_at, offer.used_by = now(), person
    offer.save(update_fields=["used_at", "used_by"])
    return person


def _offers(token: str) -> QuerySet[AdministratorLink]:
    return AdministratorLink.objects.filter(token_hash=links.hashed(token), used_at=None, expires_at__gt=now())


def _administrated() -> bool:
    return Person.objects.filter(is_staff=True, is_active=True).exists()
