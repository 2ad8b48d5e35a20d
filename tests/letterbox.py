"""A real mail server, and what the product has sent by it: `letterbox` in tests and in journeys of a browser."""

import re
import socket

from aiosmtpd.controller import Controller
from django.conf import settings
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from rsenet.letterbox.keeping import letters
from rsenet.letterbox.receiving import Receiver

HOST = "127.0.0.1"
CODE = re.compile(r"^\s+([0-9A-Z]{3,4}-?[0-9A-Z]{3,4})\s*$", re.MULTILINE)


def free_port():
    with socket.socket() as free:
        free.bind((HOST, 0))
        return free.getsockname()[1]


def run_letters():
    """Every job of the queue of mails, as the worker does; again, it sends nothing twice."""
    waiting = ProcrastinateJob.objects.filter(queue_name="mail", status="todo")
    for job in waiting.order_by("pk"):
        app.tasks[job.task_name](**job.args)


class Server(Receiver):
    """It counts what it takes: a letter that comes twice is kept once."""

    def __init__(self, folder):
        super().__init__(folder)
        self.taken = 0

    async def handle_DATA(self, server, session, envelope):
        self.taken += 1
        return await super().handle_DATA(server, session, envelope)


class Letterbox:
    """What the worker would bring to it is brought when somebody looks."""

    def __init__(self, server, port):
        self.server, self.folder = server, server.folder
        smtp = {"host": HOST, "port": port, "use_tls": False, "timeout": 10}
        self.mailers = {
            "default": {"BACKEND": "core.mail.QueuedBackend"},
            "delivery": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": smtp},
        }

    def deliver(self):
        """The letters of the queue that wait, each once."""
        run_letters()

    def letters_to(self, email=""):
        """The newest first; all of them without an address."""
        self.deliver()
        return letters(self.folder, email)

    def newest(self, email):
        found = self.letters_to(email)
        assert found, f"no letter to {email}, but to {[letter.to for letter in self.letters_to()]}"
        return found[0]

    def links_to(self, email, site=""):
        """The links of somebody's newest letter, as a browser of the test opens them."""
        links = self.newest(email).links
        return [link.replace(settings.BASE_URL, site, 1) if site else link for link in links]

    def link_to(self, email, under, site=""):
        """The one below an address of the product."""
        here = site or settings.BASE_URL
        return next(link for link in self.links_to(email, site) if link.startswith(here + under))

    def code_to(self, email):
        return CODE.search(self.newest(email).text)[1]


def open_letterbox(folder):
    """The mail server, until `stop()`, and the letterbox."""
    folder.mkdir(exist_ok=True)
    port = free_port()
    server = Server(folder)
    controller = Controller(server, hostname=HOST, port=port, server_hostname="localhost")
    controller.start()
    return controller, Letterbox(server, port)
