"""Mail leaves through the queue: a page never waits for SMTP, and a rolled-back write sends nothing."""

import base64
import logging
import threading
from collections.abc import Sequence
from email.message import EmailMessage as Message
from email.utils import make_msgid
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, mailers
from django.core.mail.backends.base import BaseEmailBackend

from core import deliveries

log = logging.getLogger("rsenet.mail")

type Letter = dict[str, Any]

# Jobs compose their letters side by side and hand them over one by one: a worker that dies has one letter at most
# between the server's yes and the note of it.
_handing_over = threading.Lock()


class Illustrated(EmailMultiAlternatives):
    """With PNG pictures that travel inside, each shown where its HTML says `cid:` and its name."""

    pictures: dict[str, bytes]

    def __init__(self, *args: Any, pictures: dict[str, bytes] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pictures = pictures or {}

    def message(self, **options: Any) -> Message:
        whole: Message = super().message(**options)
        html = whole.get_body(("html",))
        if html is not None:
            for name, png in self.pictures.items():
                html.add_related(png, "image", "png", cid=f"<{name}>", disposition="inline", filename=f"{name}.png")
        return whole


def pack(message: EmailMessage) -> Letter:
    """The message as JSON, with a Message-ID fixed now so that a job run twice sends the same letter."""
    domain = str(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2].rstrip(">")
    return {
        "subject": str(message.subject),
        "body": str(message.body),
        "from_email": str(message.from_email),
        "to": list(message.to),
        "reply_to": list(message.reply_to),
        "headers": {"Message-ID": make_msgid(domain=domain)} | {k: str(v) for k, v in message.extra_headers.items()},
        "pictures": {name: base64.b64encode(png).decode() for name, png in getattr(message, "pictures", {}).items()},
        "html": next((str(a[0]) for a in getattr(message, "alternatives", []) if a[1] == "text/html"), ""),
    }


def send(letter: Letter) -> None:
    """Send one packed letter by the mailer that really delivers, once. Raises what SMTP raises: the queue tries again.
    What the server took is noted before anything else is said to it (core.deliveries)."""
    fields = dict(letter)
    html, name = fields.pop("html"), fields["headers"]["Message-ID"]
    if not deliveries.begin(name):
        return
    pictures = {name: base64.b64decode(png) for name, png in fields.pop("pictures", {}).items()}
    message = Illustrated(**fields, pictures=pictures)
    if html:
        message.attach_alternative(html, "text/html")
    mailer: Any = mailers["delivery"]
    mailer.open()
    try:
        with _handing_over:
            mailer.send_messages([message])
            deliveries.accepted(name)
    finally:
        _close(mailer)


def _close(mailer: BaseEmailBackend) -> None:
    """Good-bye is a courtesy: a server that does not answer it has the letter all the same."""
    try:
        mailer.close()
    except OSError as error:
        log.info("the mail server went away without good-bye: %s", type(error).__name__)


class QueuedBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        from core.tasks import deliver

        for message in email_messages:
            deliver.defer(letter=pack(message))
        return len(email_messages)
