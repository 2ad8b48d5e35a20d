"""Administrators declare days off."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import override_settings

from pulse.actions import close_day, open_day
from pulse.models import Closure

pytestmark = pytest.mark.django_db


def test_a_day_is_off_once(administrator, community):
    for _ in range(2):
        close_day(administrator, date(2026, 12, 25))
    close_day(administrator, date(2026, 12, 25), community)

    assert Closure.objects.count() == 2


def test_nobody_else_declares_them(animator):
    closure = Closure.objects.create(day=date(2026, 12, 25))

    with pytest.raises(PermissionDenied):
        close_day(animator, date(2026, 12, 24))
    with pytest.raises(PermissionDenied):
        open_day(animator, closure)


@override_settings(ADMIN_MFA=False)
def test_they_are_declared_and_taken_away_in_the_administration(as_, administrator):
    browser = as_(administrator)

    assert browser.post("/admin/pulse/closure/add/", {"day": "2026-12-25"}).status_code == 303
    closure = Closure.objects.get()
    assert (closure.day, closure.community) == (date(2026, 12, 25), None)
    assert browser.get("/admin/pulse/closure/").status_code == 200

    again = browser.post("/admin/pulse/closure/add/", {"day": "2026-12-25"})
    assert (again.status_code, Closure.objects.count()) == (422, 1)
    browser.post(f"/admin/pulse/closure/{closure.pk}/delete/", {"post": "yes"})
    assert not Closure.objects.exists()
