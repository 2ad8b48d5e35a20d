"""Sign-in and accounts."""

import re

from django.test import Client

PASSWORD = "correct horse battery"


def visitor():
    """Another browser, English too."""
    return Client(headers={"Accept-Language": "en"})


def sign_in(client, email, password=PASSWORD, **extra):
    return client.post("/accounts/login/", {"email": email, "password": password}, **extra)


def is_in(client):
    return client.get("/").status_code == 200


def link_in(letter, under):
    """The path of the link of ours in a letter."""
    return re.search(rf"(https?://[^/\s]+)({re.escape(under)}\S+)", letter.body)[2]


def code_in(letter):
    return re.search(r"^\s+([0-9A-Z]{3,4}-?[0-9A-Z]{3,4})\s*$", letter.body, re.MULTILINE)[1]
