"""django-rust-templates and Django's own engine give the same bytes, for every template of the product.

Each template that the tour of the network has rendered is rendered again by Django, what it includes and its forms
too. A template, a named part or an address that nobody visits fails as well: give it a stop in tests/tour."""

import re
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
import time_machine
from django.conf import settings
from django.template import engines, loader
from django.test.signals import template_rendered
from django.urls import get_resolver, resolve
from django.utils.timezone import now
from django.utils.translation import get_language, override
from django_rust_templates import _backend

from accounts.beginning import offer_administration
from communities.letters import invitation_letter, send_answer, send_question
from communities.models import HostQuestion, Invitation
from core import letters
from core.fragments import rendered as render_fragment
from tests import tour
from tests.accounts.test_letters import CONTEXT, OURS
from tests.posts.files import a_file, a_picture

FOLDER = settings.BASE_DIR / "templates"
# Rendered by Django's engine alone; compared in tests/core/test_forms.py.
ELSEWHERE = ("admin/", "django/forms/")
# allauth names them, the settings of this product never lead there.
DORMANT = ["account/verification_sent.html", "account/verified_email_required.html"]
# Addresses that never show a page: a file, JSON, or the way to another page.
NO_PAGE = {
    "core:favicon", "core:healthz", "core:readyz", "accounts:photo", "posts:file", "posts:reply_permalink",
    "mfa_login_webauthn", "mfa_download_recovery_codes", "usersessions_list", "accounts:end_other_sessions",
    "accounts:end_session", "accounts:remove_photo", "communities:decline", "communities:hand_over",
    "communities:join", "communities:leave", "communities:reopen", "communities:revoke", "communities:unsubscribe",
    "communities:close_welcome", "communities:renew", "communities:ask", "communities:propose_again",
    "communities:withdraw_mandate", "communities:withdraw_closing", "communities:back", "notifications:follow",
    "notifications:open", "notifications:unread", "notifications:read_all", "animation:discard",
    "animation:unschedule", "posts:accept", "posts:discard_draft", "posts:mark_read", "posts:pin", "posts:seen",
    "posts:unaccept", "animation:decline", "communities:stop_letters",
}  # fmt: skip
FRAGMENT = {"headers": {"HX-Request": "true"}}


@contextmanager
def only(engine):
    """Templates are found by this engine alone, those of forms too."""
    usual = loader._engine_list
    loader._engine_list = lambda using=None: [engines[engine]]
    try:
        yield
    finally:
        loader._engine_list = usual


class Rendered:
    """The names rendered by both engines, and where they differ."""

    def __init__(self):
        self.names, self.differences, self.inside = set(), [], False

    def again(self, name, context, request, ours):
        self.names.add(name)
        with only("django"):
            theirs = loader.get_template(name).render(context, request)
        if ours != theirs:
            at = next((n for n, pair in enumerate(zip(ours, theirs, strict=False)) if pair[0] != pair[1]), -100)
            self.differences.append((name, ours[max(0, at - 100) :][:200], theirs[max(0, at - 100) :][:200]))


@pytest.fixture
def rendered(monkeypatch):
    """Whatever the product renders is rendered twice, with the same token and key in its forms."""
    rendered = Rendered()
    find, render = _backend.RustTemplates.get_template, _backend.Template.render

    def named(self, name):
        template = find(self, name)
        template.asked = name
        return template

    def twice(self, context=None, request=None):
        if rendered.inside:
            return render(self, context, request)
        rendered.inside = True
        try:
            ours = render(self, context, request)
            rendered.again(self.asked, context, request, ours)
        finally:
            rendered.inside = False
        return ours

    def noted(sender, template, **kwargs):
        """Django's engine names each template, those included or extended too."""
        rendered.names.add(str(template.name))

    monkeypatch.setattr(_backend.RustTemplates, "get_template", named)
    monkeypatch.setattr(_backend.Template, "render", twice)
    monkeypatch.setattr("django.middleware.csrf._mask_cipher_secret", lambda secret: "t" * 32 + secret)
    monkeypatch.setattr("posts.boxes.uuid4", lambda: "key")
    monkeypatch.setattr("core.fragments.kept", render_fragment)  # each engine renders its own
    template_rendered.connect(noted)
    yield rendered
    template_rendered.disconnect(noted)


class Visits:
    def __init__(self, guide):
        self.guide, self.names, self.wrong = guide, set(), []

    def go(self, who, address, *, status=None, **extra):
        return self.note(self.guide.browsers[who].get(self.guide.path(address), **extra), status)

    def send(self, who, address, data, *, status=422, **extra):
        return self.note(self.guide.browsers[who].post(self.guide.path(address), data, **extra), status)

    def note(self, response, status):
        path = response.request["PATH_INFO"]
        if response.status_code not in ((status,) if status else (200, 403, 404, 410)):
            self.wrong.append((path, response.status_code, response.headers.get("Location")))
        if response.status_code != 404:
            self.names.add(resolve(path).view_name)
        return response


def pages(visits):
    for who, addresses in tour.PAGES.items():
        for address in addresses:
            visits.go(who, address)
    for who, refused in tour.REFUSED.items():
        for address, status in refused.items():
            visits.go(who, address, status=status)
            visits.go(who, address, status=status, **FRAGMENT)


def fragments(visits):
    """What htmx asks for."""
    found = visits.go("member", "/people/")
    addresses = [
        "/", "/communities/pumps/", "/people/", f"/people/{re.search(r'[?]after=[^"]+', found.text)[0]}",
        "/communities/?q=seal", "/communities/pumps/members/?q=aminata", "/notifications/", "/posts/{crowded}/",
        "/posts/{question}/reply/", "/posts/{mine}/delete/", "/replies/{my_reply}/delete/", "/posts/new/",
        "/notifications/bell/", "/posts/news/", "/posts/{question}/mentionable/?q=cl", "/posts/{question}/news/",
        "/posts/{question}/news/?show=1", "/communities/pumps/mentionable/?q=g", "/names/?person=a",
    ]  # fmt: skip
    for address in addresses:
        visits.go("member", address, **FRAGMENT)


def gestures(visits):
    """What answers a form: a part of the page, or the page with what is wrong."""
    new = {"kind": "message", "body": "A **new** one, for @claire"}
    for who, address, data, status in (
        ("member", "/posts/preview/", new, 200),
        ("member", "/communities/pumps/posts/", new | {"preview": "1"}, 200),
        ("member", "/communities/pumps/posts/", new, 200),
        ("member", "/communities/pumps/posts/", {"kind": "question"}, 422),
        ("member", "/posts/new/", {"kind": "question"}, 422),
        ("member", "/posts/{question}/replies/", new, 200),
        ("member", "/posts/{question}/replies/", new | {"parent": visits.guide.names["reply"]}, 200),
        ("member", "/posts/{question}/replies/", {"body": ""}, 422),
        ("member", "/posts/{question}/reactions/", {"emoji": "thanks"}, 200),
        ("member", "/posts/{question}/reactions/", {"emoji": "no"}, 422),
        ("member", "/replies/{reply}/reactions/", {"emoji": "thanks"}, 200),
        ("member", "/posts/{question}/follow/", {}, 200),
        ("member", "/posts/{mine}/edit/", new | {"version": "1"}, 409),
        ("member", "/replies/{my_reply}/edit/", {"version": "2"}, 422),
        ("member", "/communities/pumps/pulse/", {"answer": "maybe"}, 422),
        ("member", "/communities/pumps/pulse/", {"answer": "no"}, 200),
        ("member", "/communities/pumps/pulse/", {"answer": "no", "words": "é" * 301}, 422),
        ("member", "/communities/pumps/pulse/", {"answer": "no", "words": "Whose?"}, 200),
        ("member", "/purpose/check/", {"purpose": "Share our ideas to work better together."}, 200),
        ("member", "/purpose/check/", {"purpose": "Share each report on seals to halve the leaks."}, 200),
        ("member", "/files/", {}, 422),
        ("member", "/files/", {"file": a_picture()}, 201),
        ("member", "/files/", {"file": a_file()}, 201),
        ("member", "/me/", {"display_name": ""}, 422),
        ("member", "/me/", {"version": "0", "display_name": "A", "handle": "aminata", "bio": "Both"}, 409),
        ("member", "/me/settings/", {"language": "xx"}, 422),
        ("member", "/me/photo/", {"file": a_file()}, 422),
        ("member", "/accounts/password/change/", {}, 422),
        ("member", "/accounts/email/", {"email": "no", "action_add": ""}, 422),
        ("member", "/accounts/2fa/totp/activate/", {"code": "1"}, 422),
        ("visitor", "/accounts/login/", {"email": "a@example.org", "password": "wrong"}, 422),
        ("visitor", "/invitations/{open_invitation}/accept/", {"display_name": "", "password": "short"}, 422),
        ("visitor", "/accounts/first-password/{first_password}/", {"password": "short"}, 422),
        ("animator", "/posts/{mine}/delete/", {}, 422),
        ("animator", "/replies/{my_reply}/delete/", {}, 422),
        ("animator", "/communities/pumps/settings/", {"name": ""}, 422),
        ("animator", "/communities/pumps/settings/answers/", {"gain": "é" * 501, "version": "1"}, 422),
        ("animator", "/communities/pumps/settings/answers/", {"gain": "Fewer leaks", "version": "0"}, 409),
        ("animator", "/communities/pumps/settings/visibility/", {"visibility": "no"}, 422),
        ("animator", "/communities/pumps/archive/", {}, 422),
        ("animator", "/communities/pumps/invitations/", {"email": "no"}, 422),
        ("newcomer", "/communities/new/", {"name": ""}, 422),
        ("animator", "/communities/next/prepare/", {"name": "", "version": "1"}, 422),
        ("animator", "/communities/next/prepare/members/", {}, 422),
        ("animator", "/communities/next/contest/", {}, 422),
        ("animator", "/communities/next/prepare/readers/", {"person": "a"}, 422),
        ("animator", "/communities/next/host/", {"person": "@nobody-here"}, 422),
        ("animator", "/communities/next/host/resign/", {}, 422),
        ("animator", "/communities/pumps/host/away/", {"starts_on": "2020-01-01", "ends_on": "2020-01-02"}, 422),
        ("animator", "/communities/next/mandate/accept/", {"hours": "0"}, 422),
        ("animator", "/communities/pilot/gate/ask/", {}, 422),
        ("member", "/communities/old-pumps/mandate/decline/", {}, 422),
        ("member", "/readings/{reading}/", {}, 422),
        ("administrator", "/communities/next/gate/", {"seen": "draft", "stage": "seeding"}, 422),
        ("administrator", "/communities/dock-incidents/prepare/back/", {}, 422),
        ("animator", "/communities/pumps/members/aminata/role/", {"role": "no"}, 422),
        ("animator", "/communities/pumps/invitations/prepare/", {"act": "save"}, 200),
        ("animator", "/communities/pumps/questions/{question_to_host}/", {"answer": ""}, 422),
        ("animator", "/communities/pumps/invitations/wave/", {}, 422),
        ("member", "/communities/pumps/welcome/", {"rhythm": "no"}, 422),
        ("member", "/communities/pumps/why/", {"question": ""}, 422),
        ("animator", "/communities/pumps/members/aminata/remove/", {}, 422),
        ("animator", "/communities/pumps/seeding/{planned}/move/", {"day": "2020-01-01", "clock": "9:00"}, 422),
        ("animator", "/communities/pumps/seeding/{planned}/publish/", {}, 422),
        ("member", "/signatures/{planned}/agree/", {"body": "A {hole}", "version": "1"}, 422),
    ):
        visits.send(who, address, data, status=status, **FRAGMENT)
        if status == 422:
            visits.send(who, address, data, status=status)
    people = {"act": "add", "people": "Nobody\n@hugo\nguest9@example.org", "gain": "Fewer leaks", "version": 1}
    visits.send("animator", "/communities/pumps/invitations/prepare/", people, status=422)
    visits.send("member", "/purpose/check/", {"purpose": "Share our ideas to work better."}, status=200)
    search = {"act": "search", "q": "colleague"}
    visits.send("animator", "/communities/pumps/invitations/prepare/", search, status=200)
    visits.send("careful", "/accounts/2fa/recovery-codes/generate/", {}, status=303)
    visits.go("careful", "/accounts/2fa/recovery-codes/")
    [row, *_] = re.findall(r"/notifications/\d+/read/", visits.go("member", "/notifications/").text)
    visits.send("member", row, {}, status=200, **FRAGMENT)
    visits.send("member", "/drafts/save/", new, status=200, headers={"X-Requested-With": "fetch"})


def dormant(visits):
    for template in DORMANT:
        loader.render_to_string(template, {}, visits.go("visitor", "/accounts/login/").wsgi_request)


def words():
    """The mails about accounts (others leave while the network is built), and what is said once."""
    for template in OURS:
        letters.compose(str(template.relative_to(FOLDER)), "aminata@example.org", CONTEXT, language=get_language())
    for template in FOLDER.glob("*/messages/*.txt"):
        loader.render_to_string(str(template.relative_to(FOLDER)), CONTEXT)
    for invitation in Invitation.objects.select_related("community", "inviter"):
        for is_reminder in (False, True):
            invitation_letter(invitation, CONTEXT["link"], invitation.inviter, is_reminder=is_reminder)
    for question in HostQuestion.objects.all():
        send_question(question.pk)
        question.answer, question.answered_at, question.answered_by = "Ten minutes.", now(), question.person
        question.save()
        send_answer(question.pk)
        HostQuestion.objects.filter(pk=question.pk).update(answered_at=None)


def first_day():
    """Before there is anybody."""
    welcome = Visits(None)
    path = urlsplit(offer_administration()).path
    welcome.note(tour.browser().get(path), 200)
    welcome.note(tour.browser().post(path, {"display_name": ""}), 422)
    return welcome.names


def test_every_template_gives_the_same_bytes_with_both_engines(db, rendered, settings, tmp_path):
    settings.MEDIA_ROOT, settings.STYLEGUIDE = tmp_path, True
    with time_machine.travel(now(), tick=False):
        opened = first_day()
        visits = Visits(tour.build())
        for language in ("en", "fr"):
            visits.guide.speak(language)
            pages(visits)
            fragments(visits)
            with override(language):
                words()
        gestures(visits)
        dormant(visits)

    assert visits.wrong == []
    assert rendered.differences == []
    files = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.suffix in (".html", ".txt")}
    parts = {f"{n}#{part}" for n in files for part in re.findall(r"{% partialdef ([\w-]+)", (FOLDER / n).read_text())}
    missing = {name for name in files | parts if not name.startswith(ELSEWHERE)} - rendered.names
    everywhere = set(names_of(get_resolver()))
    assert (sorted(missing), sorted(everywhere - visits.names - opened - NO_PAGE)) == ([], [])


def names_of(resolver, *spaces):
    """Every name a page can have."""
    for entry in resolver.url_patterns:
        if hasattr(entry, "url_patterns"):
            if entry.namespace != "admin":
                yield from names_of(entry, *spaces, *filter(None, [entry.namespace]))
        else:
            yield ":".join([*spaces, entry.name])
