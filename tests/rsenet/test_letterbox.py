"""The mail server of one machine: what the product sends is kept as files and shown, to this machine alone."""

import http.client
import re
import threading
from email.message import EmailMessage

import pytest

from rsenet.letterbox import keeping
from rsenet.letterbox.keeping import keep, letters
from rsenet.letterbox.pages import Server
from tests.communities.letters import WORDS

PRODUCT = "http://127.0.0.1:8000"


@pytest.fixture
def folder(tmp_path):
    return tmp_path


@pytest.fixture
def visit(folder):
    """`visit(path)`: status, headers and text of one of its pages."""
    server = Server(("127.0.0.1", 0), folder, PRODUCT)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()

    def ask(path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()

    yield ask
    server.shutdown()
    server.server_close()


def a_letter(
    folder, to="nadia@example.org", subject="A question", text="Look: http://127.0.0.1:8000/posts/1/.", html=""
):
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, "RSEnet <rsenet@example.org>", "x@example.org"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    keep(folder, message.as_bytes(), [to])
    return letters(folder)[0].name


def test_a_letter_that_comes_again_is_kept_once_for_each_recipient(folder):
    """L-04: as a mailbox does, by the Message-ID."""
    first, other, nameless = (
        f"{name}Subject: {name or 'none'}\r\n\r\nHello".encode()
        for name in ("Message-ID: <1@x>\r\n", "Message-ID: <2@x>\r\n", "")
    )
    keep(folder, first, ["nadia@example.org"])
    keep(folder, first, ["Nadia@Example.org", "hugo@example.org"])
    keep(folder, first, ["hugo@example.org"])
    assert [letter.to for letter in letters(folder)] == [["hugo@example.org"], ["nadia@example.org"]]

    keep(folder, other, ["nadia@example.org"])
    keep(folder, nameless, ["nadia@example.org"])
    keep(folder, nameless, ["nadia@example.org"])

    assert len(letters(folder, "nadia@example.org")) == 4


@pytest.mark.django_db
def test_an_invitation_arrives_with_a_link_one_can_click(letterbox, community, animator):
    from communities.actions import invite_person

    _invitation, token = invite_person(animator, community, email="nora@example.org", **WORDS)

    letter = letterbox.newest("nora@example.org")
    assert letterbox.link_to("nora@example.org", "/invitations/").endswith(f"/{token}/")
    assert WORDS["why_you"] in " ".join(letter.text.split())
    assert token in letter.html
    assert oct(next(letterbox.folder.glob("*.eml")).stat().st_mode)[-3:] == "600"


def test_the_list_shows_the_newest_first_and_those_to_one_address(folder, visit):
    for number in range(3):
        a_letter(folder, to=f"person{number}@example.org", subject=f"Letter {number}")

    _, _, everything = visit("/")
    _, _, one = visit("/?to=PERSON1@example.org")

    assert re.findall(r"Letter \d", everything) == ["Letter 2", "Letter 1", "Letter 0"]
    assert re.findall(r"Letter \d", one) == ["Letter 1"]


def test_a_letter_shows_its_words_and_its_links(folder, visit):
    name = a_letter(folder, html='<p>Look <a href="http://127.0.0.1:8000/posts/2/">here</a></p>')

    status, _, page = visit(f"/letters/{name}/")

    assert status == 200
    assert "nadia@example.org" in page, "where it went, whatever its header To says"
    for link in ("http://127.0.0.1:8000/posts/1/", "http://127.0.0.1:8000/posts/2/"):
        assert f'<a href="{link}" target="_blank" rel="noopener noreferrer">' in page


def test_what_a_letter_says_is_text_on_the_page(folder, visit):
    name = a_letter(
        folder, subject="<script>alert(1)</script>", text='"><img src=x onerror=alert(1)> http://a.example/"x'
    )

    for path in ("/", f"/letters/{name}/"):
        _, _, page = visit(path)
        assert "<script" not in page
        assert "<img" not in page


def test_its_html_is_in_a_frame_that_may_do_nothing_but_open_links(folder, visit):
    name = a_letter(folder, html="<html><head><title>x</title></head><body><script>alert(1)</script></body></html>")

    _, headers, page = visit(f"/letters/{name}/")
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page
    assert "script-src" not in headers["Content-Security-Policy"]
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")

    _, headers, html = visit(f"/letters/{name}/html")
    assert '<head><base target="_blank">' in html
    policy = headers["Content-Security-Policy"]
    assert "sandbox allow-popups allow-popups-to-escape-sandbox" in policy
    assert "allow-scripts" not in policy
    assert f"img-src {PRODUCT} data:" in policy
    assert headers["Referrer-Policy"] == "no-referrer"


def test_a_page_of_the_web_that_points_its_name_here_reads_nothing(folder, visit):
    a_letter(folder)

    status, _, page = visit("/", Host="evil.example")

    assert status == 421
    assert "nadia" not in page


@pytest.mark.parametrize("path", ["/letters/nothing/", "/letters/../../etc/passwd", "/letters/..%2Fx/html", "/other"])
def test_anything_else_is_not_there(folder, visit, path):
    assert visit(path)[0] == 404


def test_its_pages_only_read(folder, visit):
    name = a_letter(folder)

    assert visit(f"/letters/{name}/", method="POST")[0] == 501
    status, headers, body = visit(f"/letters/{name}/source", method="HEAD")
    assert (status, body) == (200, "")
    assert headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"no header at all",
        b"Subject: =?nothing?q?x?=\r\nContent-Type: text/plain; charset=nothing\r\n\r\n\xff\xfe",
        b"Content-Type: multipart/alternative\r\n\r\n--x",
        b"\x00\xff\r\n",
    ],
)
def test_a_strange_letter_is_shown_as_well_as_it_can_be(folder, visit, raw):
    keep(folder, raw, ["nadia@example.org"])

    assert visit("/")[0] == 200
    assert visit(f"/letters/{letters(folder)[0].name}/")[0] == 200


def test_the_oldest_make_room(folder, monkeypatch):
    monkeypatch.setattr(keeping, "KEPT", 2)

    for number in range(4):
        a_letter(folder, subject=f"Letter {number}")

    assert [letter.subject for letter in letters(folder)] == ["Letter 3", "Letter 2"]


def test_the_pages_speak_french_to_a_french_browser(folder, visit):
    assert '<html lang="fr">' in visit("/", **{"Accept-Language": "fr-FR,fr;q=0.9,en;q=0.8"})[2]
    assert '<html lang="en">' in visit("/", **{"Accept-Language": "en-GB,en;q=0.9,fr;q=0.8"})[2]
