"""Wrong now: the same answer wherever an action says so."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from core.conflicts import ConflictMiddleware
from core.policies import Conflict, TooMany


def answer(exception, **headers):
    request = RequestFactory().post("/", headers=headers)
    request.htmx, request.user, request.LANGUAGE_CODE = HtmxDetails(request), AnonymousUser(), "en"
    return ConflictMiddleware(lambda _: HttpResponse()).process_exception(request, exception)


def test_a_conflict_is_a_page_that_says_why():
    response = answer(Conflict("This community is archived."))

    assert response.status_code == 409
    assert "This community is archived." in response.text
    assert "<main" in response.text


def test_a_conflict_in_a_fragment_is_one_sentence():
    response = answer(Conflict("This community is archived."), hx_request="true")

    assert response.status_code == 409
    assert "<main" not in response.text
    assert "This community is archived." in response.text


def test_too_often_says_when_to_come_back():
    response = answer(TooMany("Twenty an hour at most.", retry_after=600))

    assert (response.status_code, response["Retry-After"]) == (429, "600")
    assert "Twenty an hour at most." in response.text


def test_other_exceptions_are_not_ours():
    assert answer(ValueError()) is None
