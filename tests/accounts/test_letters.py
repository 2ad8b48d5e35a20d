"""The mails about accounts: all of them, in both languages, in HTML and in plain text (R-IN-05, R-XS-02)."""

from datetime import UTC, datetime
from pathlib import Path

import allauth
import pytest
from django.conf import settings
from django.core import mail

from accounts.adapter import AccountAdapter
from core import letters

OURS = [
    path
    for folder in ("account", "accounts", "mfa")
    for path in sorted((settings.BASE_DIR / "templates/emails" / folder).glob("*.html"))
]
THEIRS = Path(allauth.__file__).parent / "templates"
# Features this product leaves out.
OFF = {"account/password_reset_code"}
CONTEXT = {
    "email": "aminata@example.org",
    "from_email": "old@example.org",
    "to_email": "new@example.org",
    "new": "new@example.org",
    "by": "Émilie <b>Faure</b>",
    "first_name": "Aminata",
    "code": "ABCD-EFGH",
    "link": "https://rsenet.example.org/x/?a=1&b=2",
    "timestamp": datetime(2027, 3, 1, 9, tzinfo=UTC),
    "ip": "192.0.2.1",
    "browser": "Firefox, Windows",
}


def name(path):
    return str(path.relative_to(settings.BASE_DIR / "templates"))


@pytest.mark.parametrize(
    "template", [name(path) for path in OURS if path.parent.name in ("account", "accounts", "mfa")]
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_says_the_same_twice(template, language):
    letter = letters.compose(template, "aminata@example.org", CONTEXT, language=language)
    html = letter.alternatives[0][0]

    assert letter.subject
    assert "\n" not in letter.subject
    assert letter.body.count("\n\n\n") <= 1
    assert "&amp;" not in letter.body
    assert "<" not in letter.body.replace("<b>Faure</b>", "")
    assert f'<html lang="{language}">' in html
    assert "<b>Faure" not in html
    assert "&amp;lt;" not in html  # escaped once
    assert CONTEXT["link"] in letter.body
    assert CONTEXT["link"].replace("&", "&amp;") in html
    assert "{{" not in letter.body + html


@pytest.mark.parametrize("app", ["account", "mfa"])
def test_none_of_allauth_s_own_is_left(app):
    prefixes = {path.name.removesuffix("_subject.txt") for path in (THEIRS / app / "email").glob("*_subject.txt")}

    for prefix in prefixes:
        if f"{app}/{prefix}" not in OFF:
            assert (settings.BASE_DIR / f"templates/emails/{app}/{prefix}.html").exists(), prefix


def test_a_name_cannot_add_a_header(rf, member, administrator):
    """R-IN-05."""
    context = CONTEXT | {"first_name": "Ami\r\nBcc: evil@example.org"}

    letter = letters.compose("emails/accounts/first_password.html", member.email, context, language="en")

    assert "Bcc" not in letter.message()
    assert letter.message()["To"] == member.email


def test_an_unknown_address_costs_the_same_queries(rf, member, django_assert_num_queries):
    """R-AU-06."""
    for email in (member.email, "nobody@example.org"):
        with django_assert_num_queries(1):
            AccountAdapter().send_mail("account/email/login_code", email, {"code": "ABCD-EFGH"})
    assert len(mail.outbox) == 2
