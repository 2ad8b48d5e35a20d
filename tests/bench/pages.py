"""What is measured: addresses as one member of ten communities asks for them, and the roadmap of an administrator."""

import http.client
import re
import uuid
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from communities.models import Community
from posts.models import Post
from tests.bench.generate import ADMINISTRATOR, thread_of
from tests.bench.measure import Ask

DEEP = 20  # pages down
# As long as a sentence may be, and hard to judge: 500 characters.
SENTENCE = (
    "Share every field report on mechanical seals, from the first drop on the motor side to the flushing hole that was "
    "drilled too near the face, so that the workshop, the stores and the design office halve the leaks under warranty "
    "before the season begins, keep the drawings of the PX-80 and of its forty variants up to date, answer each site "
    "within two working days with a photograph, a measure and a name, and send no pump three times to the "
    "supplier in Thiers, who answers in a week at most and sends it back."
)[:500]

ROADMAP, VERDICT = "/roadmap/", "/purpose/check/"

_addresses: dict[str, str] = {}


def member() -> Person:
    return Person.objects.get(handle="person-7")


def administrator() -> Person:
    return Person.objects.get(handle=ADMINISTRATOR)


def writer() -> Person:
    """Somebody else of the same communities: what is published is news on the member's pages, as it would be."""
    return Person.objects.get(handle="person-47")


def session(person: Person) -> str:
    """A session of theirs, as signing in makes it."""
    browser = _signed_in(person)
    return str(browser.cookies[settings.SESSION_COOKIE_NAME].value)


def _signed_in(person: Person) -> Client:
    """With what allauth notes beside the session."""
    browser = Client()
    browser.force_login(person)
    UserSession.objects.create(user=person, session_key=browser.session.session_key, ip="127.0.0.1")
    return browser


def postmaster() -> int:
    """The pid of the PostgreSQL that answers us: its backends are its children."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    return int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])


def all_of(port: int) -> dict[str, Ask]:
    person = member()
    cookies, _ = _cookies(port, person)
    above, _ = _cookies(port, administrator())
    community = Community.objects.of(person).order_by("slug")[0]
    thread = thread_of(50, person)
    feed = f"/communities/{community.slug}/"
    _addresses.update(
        {
            "yardstick": "/yardstick/",
            "home": "/",
            "home deep": "/" + _deep(port, cookies, "/"),
            "community": feed,
            "community deep": feed + _deep(port, cookies, feed),
            "thread of 50": f"/posts/{thread}/",
            "notifications": "/notifications/",
            "roadmap": ROADMAP,
        }
    )
    theirs, token = _cookies(port, writer())
    target = Post.objects.filter(community=community).order_by("-last_activity_at")[0]
    return {name: _get(address, above if address == ROADMAP else cookies) for name, address in _addresses.items()} | {
        "verdict": _post(VERDICT, theirs, token, purpose=SENTENCE),
        "post": _post(f"/communities/{community.slug}/posts/", theirs, token, kind="message"),
        "reply": _post(f"/posts/{target.pk}/replies/", theirs, token),
    }


def statements(name: str) -> int:
    """SQL statements of one reading, counted in this process; 0 for the lab page and for writes."""
    address = _addresses.get(name, VERDICT if name == "verdict" else "")
    if not address or name == "yardstick":
        return 0
    settings.ALLOWED_HOSTS = ["*"]
    browser = _signed_in(administrator() if address == ROADMAP else member())
    read = partial(browser.post, data={"purpose": SENTENCE}) if address == VERDICT else browser.get
    read(address)
    with CaptureQueriesContext(connection) as queries:
        read(address)
    return len(queries)


def _get(address: str, cookies: str) -> Ask:
    def ask(link: http.client.HTTPConnection) -> tuple[int, int]:
        link.request("GET", address, headers={"Cookie": cookies})
        answer = link.getresponse()
        return answer.status, len(answer.read())

    return ask


def _post(address: str, cookies: str, token: str, **fields: str) -> Ask:
    def ask(link: http.client.HTTPConnection) -> tuple[int, int]:
        words = {
            "body": "The seal leaks after 200 h.",
            "idempotency_key": str(uuid.uuid4()),
            "csrfmiddlewaretoken": token,
        }
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        if address == VERDICT:  # as htmx asks for it, while one writes
            headers["HX-Request"] = "true"
        link.request("POST", address, urlencode(words | fields), headers)
        answer = link.getresponse()
        return answer.status, len(answer.read())

    return ask


def _page(port: int, address: str, cookies: str) -> tuple[str, str]:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    link.request("GET", address, headers={"Cookie": cookies})
    answer = link.getresponse()
    return answer.read().decode(), answer.headers.get("Set-Cookie", "")


def _deep(port: int, cookies: str, address: str) -> str:
    """The query string of a page far down."""
    query = ""
    for _ in range(DEEP):
        more = re.search(r'id="more"><a class="btn" href="([^"]+)"', _page(port, address + query, cookies)[0])
        if not more:
            break
        query = more[1].replace("&amp;", "&")
    return query


def _cookies(port: int, person: Person) -> tuple[str, str]:
    """What their browser holds once it has shown a page, and the token of the forms on it."""
    cookies = f"{settings.SESSION_COOKIE_NAME}={session(person)}; person={person.pk}"
    text, cookie = _page(port, "/", cookies)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
    return f"{cookies}; {cookie.split(';')[0]}", token[1] if token else ""
