"""The letters to look at: a list, one letter, its HTML in a frame that may do nothing. They read, and write nothing.

A mail program shows what strangers send; so these pages trust a letter as little as one does: no script anywhere, its
HTML in a sandbox, pictures of the product only. Another host name than this machine's is refused, so that no page of
the web can read them through a name that points here.
"""

import gettext
import socketserver
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from rsenet.env import BASE_DIR
from rsenet.letterbox.keeping import letter_named, letters, raw_letter
from rsenet.letterbox.showing import Words, framed, letter_page, list_page, missing_page, whole

STYLE = Path(__file__).with_name("style.css")
PAGE_POLICY = "style-src 'self'; frame-src 'self'; form-action 'self'"
LETTER_POLICY = "style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox"
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

type Answer = tuple[int, str, str, str]  # status, type, policy beyond nothing at all, content


class Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_port = True  # of the one that keeps it for us

    def __init__(self, address: tuple[str, int], folder: Path, product: str) -> None:
        self.folder, self.product = folder, product
        super().__init__(address, Pages)

    def server_bind(self) -> None:
        """Without looking up what this machine is called, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "localhost", self.server_address[1]


class Pages(BaseHTTPRequestHandler):
    server: Server
    timeout = 10
    server_version, sys_version = "letterbox", ""

    def do_GET(self) -> None:
        known = {f"{name}:{self.server.server_port}" for name in ("127.0.0.1", "localhost")}
        if self.headers.get("Host") not in known:
            return self._answer(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", "", "Not here.\n")
        self._answer(*self._page())

    do_HEAD = do_GET

    def _page(self) -> Answer:
        language = _language(self.headers.get("Accept-Language", ""))
        _ = _catalogue(language)
        asked = urlsplit(self.path)
        folder = self.server.folder
        match asked.path.strip("/").split("/"):
            case [""]:
                to = parse_qs(asked.query).get("to", [""])[0].strip()
                return HTTPStatus.OK, "text/html", PAGE_POLICY, whole(language, list_page(letters(folder, to), to, _))
            case ["style.css"]:
                return HTTPStatus.OK, "text/css", "", STYLE.read_text("utf-8")
            case ["letters", name] if letter := letter_named(folder, name):
                return HTTPStatus.OK, "text/html", PAGE_POLICY, whole(language, letter_page(letter, _))
            case ["letters", name, "html"] if letter := letter_named(folder, name):
                policy = f"{LETTER_POLICY}; img-src {self.server.product} data:"
                return HTTPStatus.OK, "text/html", policy, framed(letter)
            case ["letters", name, "source"] if raw := raw_letter(folder, name):
                return HTTPStatus.OK, "text/plain", "", raw.decode(errors="replace")
        return HTTPStatus.NOT_FOUND, "text/html", PAGE_POLICY, whole(language, missing_page(_))

    def _answer(self, status: int, kind: str, policy: str, content: str) -> None:
        body = content.encode()
        base = "default-src 'none'; base-uri 'none'; frame-ancestors 'self'"
        self.send_response(status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Security-Policy", f"{base}; {policy}" if policy else base)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: addresses and texts are not for a console."""


def _language(accepted: str) -> str:
    """French for whose browser puts it before English."""
    french, english = (accepted.lower().find(language) for language in ("fr", "en"))
    return "fr" if french >= 0 and (english < 0 or french < english) else "en"


@cache
def _catalogue(language: str) -> Words:
    return gettext.translation("django", BASE_DIR / "locale", [language], fallback=True).gettext
