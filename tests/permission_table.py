"""The lines of permissions.txt: what each address takes and sends, and what is answered to one person."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate, now

from communities.unsubscribing import key_of
from tests.permission_world import ACTORS


def _all(room, verbs, arguments):
    return {f"{room}:{verb}": arguments for verb in verbs.split()}


# What each address takes, from a place (of permission_world) or from the world.
ARGUMENTS = {
    **_all("posts", "community publish mentionable", lambda w, p: [p.community.slug]),
    **_all(
        "posts",
        "post thread_news reply_box reply edit history delete react unaccept follow pin mentionable_in_thread",
        lambda w, p: [p.post.pk],
    ),
    **_all(
        "posts",
        "reply_permalink edit_reply reply_history delete_reply react_reply accept",
        lambda w, p: [p.reply.pk],
    ),
    "posts:discard_draft": lambda w, p: [p.draft.pk],
    "posts:file": lambda w, p: [p.file.key if p else w.loose.key],
    **_all(
        "communities",
        "about prepare future_members ask_reader propose_again send_back host withdraw_mandate resign away back "
        "mandate contest accept_mandate decline_mandate gate ask_opening",
        lambda w, p: [p.community.slug],
    ),
    "communities:reading": lambda w, p: [9_000_000_000],
    **_all(
        "communities",
        "join leave members settings answers visibility archive withdraw_closing extend reopen invitations"
        " prepare_wave wave_people wave welcome close_welcome why",
        lambda w, p: [p.community.slug],
    ),
    **_all("communities", "member role hand_over remove", lambda w, p: [p.community.slug, "the-newest"]),
    **_all("communities", "revoke renew", lambda w, p: [p.community.slug, p.invitation.pk]),
    "communities:letter": lambda w, p: [p.community.slug, 9_000_000_000],
    "communities:question": lambda w, p: [p.community.slug, p.question.pk],
    **_all(
        "communities",
        "invitation accept decline unsubscribe ask again",
        lambda w, p: [f"mine-{p.invitation.pk}" if p else "canary-secret"],  # without a place: the token of a letter
    ),
    "communities:stop_letters": lambda w, p: [key_of(p.invitation) if p else "invented"],
    "pulse:answer": lambda w, p: [p.community.slug],
    **_all("animation", "seeding calendar preview plan", lambda w, p: [p.community.slug]),
    **_all("animation", "planned move unschedule publish discard", lambda w, p: [p.community.slug, p.planned.pk]),
    **_all("animation", "agree decline", lambda w, p: [w.places["open"].asked.pk]),
    **_all("notifications", "open read unread follow", lambda w, p: [w.notices["member"].pk]),
    "accounts:person": lambda w, p: ["the-member"],
    "accounts:photo": lambda w, p: ["the-member", "none"],
    "accounts:end_session": lambda w, p: [9_000_000_000],
    "accounts:first_password": lambda w, p: ["none"],
    "accounts:welcome": lambda w, p: ["none"],
    "account_reset_password_from_key": lambda w, p: ["none", "none-none"],
    "mfa_edit_webauthn": lambda w, p: [1],
    "mfa_remove_webauthn": lambda w, p: [1],
}
# What each POST sends: a form that is right, so that only a permission refuses it.
FORMS = {
    "posts:seen": lambda w, p: {"post": w.places["open"].post.pk},
    "posts:compose": lambda w, p: {"community": p.community.slug, "body": "Check the flush."},
    "posts:publish": lambda w, p: {"body": "Check the flush."},
    "posts:reply": lambda w, p: {"body": "Check the flush."},
    "posts:edit": lambda w, p: {"title": "Who knows?", "body": "Edited.", "version": 1},
    "posts:edit_reply": lambda w, p: {"body": "Edited.", "version": 1},
    "posts:delete": lambda w, p: {"reason": "Said twice."},
    "posts:delete_reply": lambda w, p: {"reason": "Said twice."},
    "posts:react": lambda w, p: {"emoji": "useful"},
    "posts:react_reply": lambda w, p: {"emoji": "useful"},
    "posts:preview": lambda w, p: {"community": p.community.slug, "body": "Check the flush."},
    "posts:save_draft": lambda w, p: {"community": p.community.slug, "body": "Check the flush."},
    "posts:upload": lambda w, p: {"community": p.community.slug, "file": SimpleUploadedFile("a.txt", b"Flush.")},
    "communities:invitations": lambda w, p: {
        "email": "somebody@example.org", "why_you": "You have known these seals for long.", "expected": "One answer.",
        "gain": "Fewer leaks.",
    },
    "pulse:answer": lambda w, p: {"answer": "yes"},
    "communities:question": lambda w, p: {"answer": "Ten minutes a week."},
    "communities:why": lambda w, p: {"question": "What is expected of me?"},
    "communities:ask": lambda w, p: {"question": "How much time is it?"},
    "communities:welcome": lambda w, p: {"rhythm": "silent"},
    "communities:new": lambda w, p: {
        "name": "Dock incidents", "purpose": "Tell each dock incident in the day to halve the blocked trucks.",
        "problem": "Trucks wait.", "visibility": "open",
    },
    "communities:prepare": lambda w, p: {
        "name": p.community.name, "purpose": p.community.purpose, "version": p.community.version,
    },
    "communities:future_members": lambda w, p: {"expected": "Ten minutes a week.", "version": p.community.version},
    "communities:ask_reader": lambda w, p: {"person": "@the-outsider"},
    "communities:contest": lambda w, p: {"reason": ""},  # whether the check holds anything is not a permission
    "communities:send_back": lambda w, p: {"words": "For whom?"},
    "communities:host": lambda w, p: {"person": "@the-newest"},
    "communities:resign": lambda w, p: {"reason": "I change jobs."},
    "communities:accept_mandate": lambda w, p: {"hours": 2, "weeks": 8},
    "communities:decline_mandate": lambda w, p: {"reason": "No time."},
    "communities:gate": lambda w, p: {"seen": p.community.stage, "stage": "needs_help"},
    "communities:role": lambda w, p: {"role": "coanimator"},
    "communities:remove": lambda w, p: {"reason": "Changed jobs."},
    "communities:purpose_check": lambda w, p: {"purpose": "Share seals to halve the leaks."},
    "communities:answers": lambda w, p: {
        "for_whom": "You mount these seals.",
        "expected": "Ten minutes a week.",
        "gain": "Fewer leaks.",
        "version": p.community.version,
    },
    "communities:away": lambda w, p: {"starts_on": localdate(), "ends_on": localdate() + timedelta(days=9)},
    "communities:archive": lambda w, p: {"reason": "Its work is done.", "ended_as": "success"},
    "communities:extend": lambda w, p: {"reason": "Two answers are missing."},
    "communities:visibility": lambda w, p: {"visibility": "secret"},
    "communities:settings": lambda w, p: {
        "name": p.community.name, "purpose": p.community.purpose, "hue": p.community.hue, "tile": p.community.tile,
        "version": p.community.version,
    },
    "animation:plan": lambda w, p: {"body": "Check the flush.", "do": "save"},
    "animation:planned": lambda w, p: {"body": "Check the flush.", "author": "@the-animator", "version": 1},
    "animation:move": lambda w, p: {"day": (now() + timedelta(days=2)).date().isoformat(), "clock": "10:00"},
    "animation:agree": lambda w, p: {"body": "Your case.", "version": 1},
    "accounts:settings": lambda w, p: {
        "language": "en", "timezone": "Europe/Paris", "theme": "dark", "feed_order": "newest", "reading": "manual",
    },
}  # fmt: skip
PERSONAL = {
    "accounts:me": lambda person: {
        "display_name": person.display_name, "handle": person.handle, "version": person.version,
    },
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of the table, for one place."""

    address: str
    method: str
    place: str
    expected: tuple[int, ...]

    def __str__(self):
        return f"{self.method} {self.address} {self.place}"


def _read():
    for text in (Path(__file__).parent / "permissions.txt").read_text().splitlines():
        if text and not text.startswith("#"):
            address, method, places, *expected = text.split()
            assert len(expected) == len(ACTORS), text
            for place in places.split(","):
                yield Line(address, method, place, tuple(int(status) for status in expected))


LINES = list(_read())


def ask(world, actor, line, place=None, **extra):
    """The answer to one person, and nothing of what it did."""
    place = place or world.places.get(line.place)
    arguments = ARGUMENTS[line.address](world, place) if line.address in ARGUMENTS else []
    path = reverse(line.address, args=arguments)
    browser = world.browsers[actor]
    cookies = deepcopy(browser.cookies)  # some answers sign one out
    with transaction.atomic():
        if line.method == "GET":
            response = browser.get(path, **extra)
        else:
            form = FORMS[line.address](world, place) if line.address in FORMS else {}
            if actor in world.people and line.address in PERSONAL:
                form |= PERSONAL[line.address](world.people[actor])
            response = browser.post(path, form)
        transaction.set_rollback(True)
    browser.cookies = cookies
    return response


def said(response):
    """The text of an answer, a file's included."""
    return response.getvalue().decode() if response.streaming else response.text
