"""What every answer carries (R-HD-01 to R-HD-08)."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
ANSWERS = {
    "page": ("get", "/accounts/login/", {}, 200),
    "redirection": ("get", "/", {}, 302),
    "wrong host": ("get", "/", {"headers": {"Host": "evil.example"}}, 400),
    "damaged host": ("get", "/", {"headers": {"Host": "evil example/"}}, 400),
    "no token": ("post", "/accounts/login/", {}, 403),
    "absent": ("get", "/nowhere/", {}, 404),
    "dead link": ("get", "/welcome/x/", {}, 404),
    "wrong method": ("options", "/healthz", {}, 405),
    "trace": ("trace", "/accounts/login/", {}, 405),
    "alive": ("get", "/healthz", {}, 200),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_is_protected(db, name):
    method, path, extra, status = ANSWERS[name]

    response = getattr(Client(enforce_csrf_checks=True, raise_request_exception=False), method)(path, **extra)

    assert response.status_code == status
    for header, value in ALWAYS.items():
        assert response[header] == value
    assert response["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert "Permissions-Policy" in response
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "Access-Control-Allow-Origin" not in response
    assert "no-store" in response["Cache-Control"]


def test_the_logo_of_letters_is_seen_where_mail_is_read(db):
    assert Client().get("/static/img/logo.png")["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert Client().get("/static/css/app.css")["Cross-Origin-Resource-Policy"] == "same-origin"


def test_pages_of_somebody_are_kept_nowhere(as_, member):
    """R-HD-06."""
    browser = as_(member)

    for path in ("/", "/me/", "/accounts/email/", "/nowhere/"):
        assert "no-store" in browser.get(path)["Cache-Control"]
        assert "private" in browser.get(path)["Cache-Control"]


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PROPFIND", "DEBUG"])
@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/healthz", "/admin/"])
def test_unknown_methods_are_refused_everywhere(db, method, path):
    """R-HD-07."""
    assert Client().generic(method, path).status_code == 405


def test_errors_do_not_echo_what_was_asked(db):
    """R-XS-03."""
    for response in (Client().get("/welcome/<canary>/"), Client().get("/", headers={"Host": "canary.example"})):
        assert "canary" not in response.text


def test_cookies_are_for_the_server_alone(client, member):
    """R-HD-05."""
    response = client.post("/accounts/login/", {"email": member.email, "password": "correct horse battery"})

    for cookie in (response.cookies["session"], client.cookies["csrf"]):
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert not cookie["domain"]


def test_in_production_cookies_are_tied_to_the_host_and_https_is_kept():
    """R-HD-02, R-HD-05, D8."""
    program = "import json; from rsenet import settings as s; print(json.dumps({k: getattr(s, k) for k in " + repr(KEYS)
    environment = os.environ | {
        "RSENET_LOCAL": "0",
        "RSENET_DEBUG": "0",
        "RSENET_BASE_URL": "https://rsenet.example.org",
        "RSENET_SECRET_KEY": "x" * 60,
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
    }
    done = subprocess.run(
        [sys.executable, "-c", program + "}))"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    values = json.loads(done.stdout)

    assert values.pop("SECURE_HSTS_SECONDS") >= 31536000
    for name in ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME", "MFA_TRUST_COOKIE_NAME"):
        assert values.pop(name).startswith("__Host-")
    assert values.pop("ALLOWED_HOSTS") == ["rsenet.example.org"]
    assert values == dict.fromkeys(values, True)


KEYS = [
    *("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME", "MFA_TRUST_COOKIE_NAME"),
    *("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE"),
    *("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_SSL_REDIRECT"),
    *("ADMIN_MFA", "ALLOWED_HOSTS"),
]


def test_htmx_copies_no_style_while_it_settles(db):
    """R-HD-01: the policy refuses inline styles, those that a resized field hands to the one that replaces it too."""
    [config] = re.findall(r"<meta name=\"htmx-config\" content='([^']+)'", Client().get("/accounts/login/").text)

    assert json.loads(config)["attributesToSettle"] == ["class", "width", "height"]
