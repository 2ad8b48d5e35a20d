"""The network of the tour, and the browsers that visit it."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import format_hotp_value as shown
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from accounts import links
from accounts.actions import set_photo
from accounts.models import Person
from communities.actions import (
    add_invitees,
    announce_closing,
    answer_reading,
    ask_host,
    ask_reader,
    create_community,
    declare_absence,
    decline_mandate,
    edit_community,
    invite_person,
    prepare_wave,
    propose_community,
    propose_host,
    send_back_proposal,
)
from communities.days import today_in
from communities.models import Community, Invitation, Membership
from communities.recipients import Entry
from core.images import read_picture
from posts import actions
from posts.models import Post, Reply
from pulse.models import ClarityAsk
from tests.communities.letters import WORDS
from tests.factories import make_community, make_draft, make_person, make_post, make_question, make_reply
from tests.posts.files import a_file, a_picture
from tests.tour.passkey import credential
from tests.tour.plans import plans

PASSWORD = "correct horse battery"
RICH = """Here is **all of it**, for @gerard, with [a link](https://example.org/a?b=1&c=2):

- one thing, `inline`
- another, with a very long word: Anticorrosionsgrundierungsmittelherstellungsverfahrensbeschreibung

1. first
2. second

> What somebody said before.

```
N120 G65 P9811 Z-12.5      (probing the face of the seal, then the bore, then the shoulder of the shaft)
```

| Gap | Flow | Leaks after |
| --- | --- | --- |
| 0,2 mm | 12 l/min | 200 h |

https://example.org/a-very-long-address/that-does-not-break/because-it-has-no-space-in-it/at-all/report-2026.pdf
"""


@dataclass
class Tour:
    """`names` fill the addresses; `browsers` are signed in, by visitor."""

    names: dict[str, object]
    browsers: dict[str, Client]

    def path(self, address: str) -> str:
        return address.format(**self.names)

    def speak(self, language: str) -> None:
        """From now on, to everybody."""
        Person.objects.update(language=language)
        for client in self.browsers.values():
            client.defaults["HTTP_ACCEPT_LANGUAGE"] = language


def browser(person=None, *, proved=False):
    client = Client(headers={"Accept-Language": "en", "User-Agent": "Firefox"})
    if person:
        client.force_login(person)
    if proved:
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def build() -> Tour:
    """Everything, in English to begin with."""
    people = _people()
    names = {"aminata": people["aminata"].pk, **_communities(people), **_threads(people), **_invitations(people)}
    names |= plans(people, RICH)
    careful = people["bastien"]
    secret = generate_totp_secret()
    TOTP.activate(careful, secret)
    names["passkey"] = Authenticator.objects.create(
        user=careful, type=Authenticator.Type.WEBAUTHN, data={"name": "Yubikey", "credential": credential()}
    ).pk
    newest = people["romane"]
    newest.set_unusable_password()
    newest.save()
    names["first_password"] = links.first_password_link(newest).rstrip("/").rpartition("/")[2]
    return Tour(names, _browsers(people, names, secret))


def _people():
    described = {
        "claire": ("Claire Bonnefoy", {"title": "Bid manager", "location": "Thiers", "bio": "Bids, and **why** lost."}),
        "bastien": ("Bastien Roche", {"title": "Quality", "department": "Methods"}),
        "aminata": ("Aminata Diallo", {"title": "Design engineer", "location": "Thiers", "bio": "Pumps.\n\nAsk me."}),
        "gerard": ("Gérard Pommier", {"title": "Fitter", "location": "Thiers"}),
        "hugo": ("Hugo Lemoine", {}),
        "kevin": ("Kévin Rolland", {"suspended_at": now()}),
        "odile": ("Odile Castaing", {}),
        "romane": ("Romane Vallet", {}),
    }
    people = {handle: make_person(name, handle=handle, **more) for handle, (name, more) in described.items()}
    people["emilie"] = Person.objects.filter(is_staff=True).first() or make_person(
        "Émilie Faure", handle="emilie", is_staff=True, is_superuser=True
    )
    for number in range(32):
        make_person(f"Colleague-with-a-long-name Number{number}", title="Fitter", location="Oyonnax")
    set_photo(people["gerard"], people["gerard"], read_picture(a_picture()))
    return people


def _communities(people):
    claire, bastien, aminata, gerard = (people[name] for name in ("claire", "bastien", "aminata", "gerard"))
    crowd = Person.objects.filter(handle__startswith="person-")[:5]
    pumps = make_community(
        claire, coanimators=[bastien], members=[aminata, gerard, people["odile"], *crowd], slug="pumps", name="Pumps"
    )
    words = {"motto": "A photo and two lines.", "about": "Last year, **62** came back."}
    lists = {"talk_about": ["a seal that leaks"], "not_here": ["names of clients"]}
    edit_community(claire, pumps, version=1, name="Pumps", purpose=pumps.purpose, **words, **lists)
    make_community(claire, slug="bids", name="Bids", visibility="private")
    make_community(gerard, members=[aminata], slug="takeover", name="Takeover", visibility="secret")
    following = make_community(claire, slug="next", name="Next", stage="draft")
    for number, person in enumerate(crowd):
        answer = {"answer": "no", "words": "Whose pumps?"} if number else {"answer": "yes"}
        asked = {"asked_at": now() - timedelta(days=3), "answered_at": now() - timedelta(days=2)}
        ClarityAsk.objects.create(community=pumps, person=person, **asked, **answer)
        Membership.objects.filter(community=pumps, person=person).update(joined_at=now() - timedelta(days=30))
    ClarityAsk.objects.create(community=pumps, person=aminata)
    pilot = make_community(claire, members=crowd, slug="trial", name="Trial", stage="pilot")
    Membership.objects.filter(community=pilot).update(joined_at=now() - timedelta(days=60))
    pilot.stage_changes.update(missing=["wave"], reason="The fair is on Monday.", at=now() - timedelta(days=50))
    make_community(stage="needs_help", name="Silent")
    declare_absence(
        claire, pumps, starts_on=today_in(pumps), ends_on=today_in(pumps) + timedelta(days=20), stand_in=bastien
    )
    ends = make_community(claire, members=[aminata], slug="ends", name="Ends")
    announce_closing(claire, ends, reason="The last pump of 1980 is sold: thank you.", ended_as="success")
    make_community(stage="idea", name="Idea")
    people["pumps"] = pumps
    return {"pumps": pumps.pk, "ends": ends.pk, **_preparations(people, following)}


def _preparations(people, following):
    """An idea that was sent back, a host who is asked, one who declined, readers, a step that was forced."""
    claire, aminata, emilie = people["claire"], people["aminata"], people["emilie"]
    idea = propose_community(
        people["gerard"],
        name="Dock incidents",
        purpose="Tell each dock incident within the day to halve the blocked trucks.",
        problem="Trucks wait two hours for the same reason every week.",
    )
    Community.objects.filter(pk=idea.pk).update(slug="dock-incidents")  # ends at random until somebody reads it
    send_back_proposal(emilie, idea, "Which docks?")
    words = {"name": "Night shift", "purpose": "Note what broke at night so that the morning starts without surprise."}
    night = create_community(emilie, **words, animator=people["hugo"], problem="Each morning begins with a riddle.")
    reason = {"reason": "I leave in June.", "substitute": people["bastien"]}
    decline_mandate(people["hugo"], night.mandates.get(), **reason)
    asked = create_community(emilie, name="Old pumps", purpose="Keep the pumps of 1980 alive until the last is sold.")
    request = propose_host(emilie, asked, aminata, words="You have drawn half of them.")
    reading = ask_reader(claire, following, aminata)
    answer_reading(people["gerard"], ask_reader(claire, following, people["gerard"]), would_come=False, words="Who?")
    pilot = make_community(claire, slug="pilot", name="Pilot", stage="pilot")
    pilot.stage_changes.update(reason="The board asks for it.", missing=["readers", "host_time"])
    return {"reading": reading.pk, "asked": request.pk}


def _threads(people):
    claire, bastien, aminata, gerard = (people[name] for name in ("claire", "bastien", "aminata", "gerard"))
    pumps = people["pumps"]
    keys = [actions.upload_file(gerard, file).key for file in (a_picture(), a_file("a-report-with-a-long-name.txt"))]
    long = make_post(gerard, pumps, RICH * 3, files=dict(zip(keys, ("A pump on its bench", ""), strict=True)))
    mine = make_post(aminata, pumps, title="The curve of the PX-80")
    mine = actions.edit_post(aminata, mine, version=1, title="The curve of the PX-80, again", body=RICH)
    question = make_question(gerard, pumps, body="Third pump of the lot that comes back.")
    reply = make_reply(claire, question, "Seen, ask @aminata")
    my_reply = make_reply(aminata, question, RICH)
    nested = make_reply(gerard, question, "Then how?", parent=my_reply)
    actions.edit_reply(aminata, my_reply, version=1, body="The flush hole is too near the face.")
    actions.delete_reply(claire, make_reply(gerard, question, "Names somebody"), reason="It names a client.")
    actions.delete_reply(gerard, make_reply(gerard, question, "Never mind"))
    for person, message, emoji in (
        (aminata, question, "confirm"), (claire, question, "useful"), (gerard, my_reply, "thanks"),
        (claire, my_reply, "bravo"), (gerard, mine, "bravo"), (bastien, mine, "useful"),
    ):  # fmt: skip
        actions.toggle_reaction(person, message, emoji)
    actions.accept_answer(gerard, my_reply)
    deleted = make_post(gerard, pumps, "Too much")
    make_reply(aminata, deleted)
    actions.delete_post(claire, deleted, reason="Said twice.")
    actions.toggle_pin(claire, make_post(claire, pumps, "What we do here", title="Read me first"))
    make_question(people["odile"], pumps, "Who has the drawing of the old casing, revision C or later?")
    called = make_post(gerard, pumps, "About the flow")
    make_reply(claire, called, "@aminata drew it")
    make_post(gerard, Community.objects.get(slug="takeover"), title="Tuesday at ten")
    crowded = make_post(gerard, pumps, "Who is there?")
    Reply.objects.bulk_create(
        Reply(post=crowded, author=claire, body="I", html="<p>I</p>", created_at=now() + timedelta(seconds=n))
        for n in range(103)
    )
    Post.objects.filter(pk=crowded.pk).update(reply_count=103)
    for number in range(15):
        make_post(claire, pumps, f"Note {number}")
    for place in ({"post": question}, {"community": pumps}, {}):
        make_draft(aminata, **place)
    Person.objects.filter(handle="odile").update(is_active=False)
    old = make_community(claire, members=[aminata], slug="old-shop", name="Old shop")
    make_post(aminata, old, "We have moved.")
    Community.objects.filter(pk=old.pk).update(stage="archived")
    return {
        "long": long.pk, "mine": mine.pk, "question": question.pk, "reply": reply.pk, "my_reply": my_reply.pk,
        "nested": nested.pk, "deleted": deleted.pk, "crowded": crowded.pk,
    }  # fmt: skip


def _invitations(people):
    claire, gerard, pumps = people["claire"], people["gerard"], people["pumps"]
    bids = Community.objects.get(slug="bids")
    _, token = invite_person(claire, pumps, email="nora@example.org", **WORDS)
    _, for_colleague = invite_person(claire, bids, email=gerard.email, **WORDS)
    mine, _ = invite_person(claire, bids, email="@aminata", **WORDS)
    expired = Invitation.objects.create(
        community=make_community(claire, visibility="private"), inviter=claire, token_hash="0",
        email=people["aminata"].email, person=people["aminata"], expires_at=now() - timedelta(days=1), **WORDS,
    )  # fmt: skip
    wave = prepare_wave(claire, pumps)
    reason = "You took over the North Hospital file at the last minute."
    entries = [Entry(n, f"guest{n}@example.org", reason) for n in range(5)]
    added = add_invitees(claire, wave, [*entries, Entry(9, "@hugo", "You have mounted these seals for years.")])
    asked = ask_host(people["aminata"], pumps, text="What is expected of me, in minutes a week?")
    return {
        "invitee": added.people[0].pk,
        "question_to_host": asked.pk,
        "open_invitation": token,
        "colleague_invitation": for_colleague,
        "my_invitation": mine.pk,
        "expired_invitation": expired.pk,
    }


def _browsers(people, names, secret):
    aminata, bastien = people["aminata"], people["bastien"]
    browsers = {
        "visitor": browser(),
        "suspended": browser(people["kevin"]),
        "newcomer": browser(people["hugo"]),
        "member": browser(aminata, proved=True),
        "careful": browser(bastien, proved=True),
        "animator": browser(people["claire"]),
        "administrator": browser(people["emilie"], proved=True),
        "passwordless": browser(people["romane"]),
        "new address": browser(people["claire"], proved=True),
    }
    browsers["new address"].post("/accounts/email/", {"email": "claire@example.com", "action_add": ""})
    browsers["code"] = browser()
    browsers["code"].post("/accounts/login/code/", {"email": aminata.email})
    key = f"{user_pk_to_url_str(aminata)}-{default_token_generator.make_token(aminata)}"
    uid, _, key = key.partition("-")
    browsers["reset"] = browser()
    address = reverse("account_reset_password_from_key", args=[uid, key])
    names["reset"] = urlsplit(browsers["reset"].get(address).url).path
    for state in ("second step", "trusting"):
        browsers[state] = browser()
        browsers[state].post("/accounts/login/", {"email": bastien.email, "password": PASSWORD})
    code = shown(hotp_value(secret, int(now().timestamp()) // 30))
    browsers["trusting"].post("/accounts/2fa/authenticate/", {"code": code})
    return browsers
