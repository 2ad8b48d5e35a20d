"""Letters as files: one `.eml` each, as mail programs open them, named by the moment it came and its Message-ID."""

import base64
import hashlib
import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from pathlib import Path

KEPT = 500  # letters; the oldest make room
NAME = re.compile(r"\d{8}T\d{6}\.\d{6}-[0-9a-f]{8}")
PICTURES = ("image/png", "image/jpeg", "image/gif")
MALFORMED = (LookupError, ValueError, TypeError, AttributeError)  # what the standard library makes of strange mails
ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]’»]")


@dataclass(frozen=True)
class Letter:
    name: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        return self._header("Subject")

    @property
    def sender(self) -> str:
        return self._header("From")

    @property
    def message_id(self) -> str:
        return self._header("Message-ID").strip()

    @property
    def to(self) -> list[str]:
        """Whom it was delivered to, which its own headers may not tell."""
        return [address.strip() for address in self._header("Delivered-To").split(",") if address.strip()]

    @property
    def came_at(self) -> datetime:
        return datetime.strptime(self.name[:22], "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    @property
    def pictures(self) -> dict[str, str]:
        """Those that travel inside, by the name its HTML calls them, as addresses that hold them whole."""
        found = {}
        with suppress(*MALFORMED):
            for part in self.message.walk():
                if part.get_content_type() in PICTURES and (name := str(part["Content-ID"] or "").strip("<> ")):
                    data = base64.b64encode(part.get_content()).decode()
                    found[name] = f"data:{part.get_content_type()};base64,{data}"
        return found

    @property
    def links(self) -> list[str]:
        """Each once, in the order of the words."""
        return list(dict.fromkeys([*ADDRESS.findall(self.text), *_links_of(self.html)]))

    def _header(self, name: str) -> str:
        with suppress(*MALFORMED):
            return str(self.message[name] or "")
        return ""

    def _part(self, kind: str) -> str:
        with suppress(*MALFORMED):
            part = self.message.get_body((kind,))
            return str(part.get_content()) if part else ""
        return ""


def keep(folder: Path, raw: bytes, recipients: Sequence[str]) -> None:
    """Whole or not at all; and once for each recipient, as mailboxes do with a letter that comes again (L-04)."""
    message_id = Letter("", message_from_bytes(raw, policy=default)).message_id
    have = _who_has(folder, message_id)
    recipients = [each for each in map(_one_line, recipients) if each.lower() not in have]
    if not recipients:
        return
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}-{_sign(message_id)}"
    told = f"Delivered-To: {', '.join(recipients)}\r\n"
    fresh = folder / f".{name}"
    fresh.touch(mode=0o600)
    fresh.write_bytes(told.encode() + raw)
    fresh.replace(_path(folder, name))
    for old in _names(folder)[KEPT:]:
        _path(folder, old).unlink(missing_ok=True)


def letters(folder: Path, to: str = "") -> list[Letter]:
    """Those to one address, or all of them, the newest first."""
    found = [letter for name in _names(folder) if (letter := letter_named(folder, name))]
    return [letter for letter in found if not to or to.lower() in (address.lower() for address in letter.to)]


def letter_named(folder: Path, name: str) -> Letter | None:
    raw = raw_letter(folder, name)
    return raw if raw is None else Letter(name, message_from_bytes(raw, policy=default))


def raw_letter(folder: Path, name: str) -> bytes | None:
    try:
        return _path(folder, name).read_bytes() if NAME.fullmatch(name) else None
    except FileNotFoundError:
        return None


def _who_has(folder: Path, message_id: str) -> set[str]:
    same = [letter_named(folder, name) for name in _names(folder, _sign(message_id))] if message_id else []
    return {to.lower() for letter in same if letter and letter.message_id == message_id for to in letter.to}


def _sign(message_id: str) -> str:
    """By which a letter that comes again is found without reading them all."""
    return hashlib.sha256(message_id.encode()).hexdigest()[:8] if message_id else secrets.token_hex(4)


def _names(folder: Path, sign: str = "*") -> list[str]:
    return sorted((file.stem for file in folder.glob(f"*{sign}.eml") if NAME.fullmatch(file.stem)), reverse=True)


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.eml"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _links_of(html: str) -> list[str]:
    found: list[str] = []

    class Links(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            address = dict(attrs).get("href") if tag == "a" else None
            if address and address.startswith(("http://", "https://")):
                found.append(address)

    Links().feed(html)
    return found
