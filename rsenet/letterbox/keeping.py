"""Letters as files: one `.eml` each, as mail programs open them, named by the moment it came."""

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
    """Whole or not at all."""
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}-{secrets.token_hex(4)}"
    told = f"Delivered-To: {', '.join(map(_one_line, recipients))}\r\n"
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


def _names(folder: Path) -> list[str]:
    return sorted((file.stem for file in folder.glob("*.eml") if NAME.fullmatch(file.stem)), reverse=True)


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
