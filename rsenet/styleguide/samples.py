"""People, places and messages that exist nowhere, for the templates that show real ones. No query."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.timezone import now

from accounts.models import Person
from communities.directory import CommunityCard
from communities.hero import Hero, Tab
from communities.models import Community
from communities.policies import CommunityPolicy
from communities.tiles import NAMED, art
from core.markdown import render
from core.presence import Presence
from notifications.cards import Card
from notifications.sentences import plain, strong
from posts.boxes import Composer
from posts.cards import Viewer, feed_card, post_card, reply_card
from posts.models import Attachment, Post, Reply
from posts.rows import Face, FeedPost
from posts.shell import Place, Visit

NOWHERE = 9_000_000_000  # where no row is
PURPOSE = "Share every case of a seal that weeps, to halve the leaks under warranty."
WORDS = """It weeps after **two hundred hours**, @nadia. Here is what I tried:

1. the face, lapped again
2. another flush, `API 54`

> Look at the lining first."""


def samples(reader: Person) -> dict[str, Any]:
    place, community = _place(), _community()
    viewer = Viewer(reader, "animator", writes=True)
    nadia = Person(
        pk=NOWHERE,
        display_name="Nadia Roussel",
        handle="nadia",
        title="Fitter",
        location="Saint-Nazaire",
        is_active=True,
    )
    question = Post(pk=NOWHERE + 9, kind="question", title="Why does it weep?", author=nadia, community=community)
    return {
        "person": nadia,
        "people": [nadia, *_others()],
        "tiles": [(number + 1, name, art(name)) for number, name in enumerate(NAMED)][:12],
        "place": place,
        "presence": Presence(58, 16),
        "hero": _hero(community, nadia),
        "cards": [feed_card(post, viewer, place, banded=True) for post in _posts()],
        "replies": _replies(question, viewer, nadia),
        "thread_card": post_card(question, viewer),
        "places": [CommunityCard(community, CommunityPolicy(community, None), nadia)],
        "notices": _notices(nadia),
        "composer": Composer.inside(community).filled(
            {
                "body": WORDS,
                "preview": render(WORDS),
                "files": [_file("drawing.pdf", 0), _file("the-face.jpg", 1600)],
                "errors": {"title": ["A question needs a title: your question in one sentence."]},
            }
        ),
        "states": [403, 404, 500, "full", ""],
        "form": Sample({"name": "Zero leaks", "opens": "32 October", "where": "2", "told": "on"}),
    }


def _others() -> list[Person]:
    names = {"karim": "Karim Ouali", "zoe": "Zoé Reader"}
    return [Person(pk=NOWHERE + n, display_name=names[handle], handle=handle) for n, handle in enumerate(names, 1)]


class Sample(forms.Form):
    name = forms.CharField(
        label="Name of the community", help_text="Two or three words. What it is for is its sentence."
    )
    opens = forms.CharField(label="Opening day")
    host = forms.ChoiceField(label="Host", choices=[("1", "Mehdi Kaddour"), ("2", "Karim Ouali")], required=False)
    where = forms.ChoiceField(
        label="Who sees it", choices=[("1", "Every colleague"), ("2", "Its members")], widget=forms.RadioSelect
    )
    told = forms.BooleanField(label="Tell its members")

    def clean_opens(self) -> str:
        raise forms.ValidationError("October ends on the 31st.")


def _place() -> Place:
    return Place(
        NOWHERE, "zero-leaks", "Zero leaks", PURPOSE, 2, "fuite", "open", "open", "animator", now(), None, Visit(),
        Visit(), 3,
    )  # fmt: skip


def _community() -> Community:
    return Community(
        pk=NOWHERE, slug="zero-leaks", name="Zero leaks", purpose=PURPOSE, hue=2, tile="fuite", stage="open",
        visibility="private", member_count=58, motto="A photograph says more than a report.",
    )  # fmt: skip


def _hero(community: Community, host: Person) -> Hero:
    tabs = [Tab("Feed", "#", True), Tab("Members", "#", False, 58), Tab("About", "#", False)]
    may = CommunityPolicy(community, None)
    return Hero(community, may, host, [], [host], "Open since 3 March", tabs, Presence(58, 16))


def _posts() -> list[FeedPost]:
    """A question without an answer, in which the reader is called; one that is settled."""
    called = ["Karim Ouali", NOWHERE]
    answer = [NOWHERE + 1, "<p>The flush comes back too hot: cool it first.</p>", now().isoformat(), "nadia",
              "Nadia Roussel", "", "Fitter"]  # fmt: skip
    return [
        _post(NOWHERE + 1, "Why does it weep?", called=called),
        _post(NOWHERE + 2, "Which grease in winter?", accepted_reply_id=NOWHERE + 1, accepted_name="Karim Ouali",
              answer=answer, reply_count=4, last=[], pinned_at=now()),
    ]  # fmt: skip


def _post(pk: int, title: str, **told: Any) -> FeedPost:
    moment = now() - timedelta(minutes=12)
    facts: dict[str, Any] = {
        "pk": pk, "community_id": NOWHERE, "author_id": NOWHERE, "kind": "question", "title": title,
        "excerpt_html": render(WORDS), "is_long": True, "created_at": moment, "edited_at": None, "pinned_at": None,
        "last_activity_at": moment, "last_activity_by_id": NOWHERE, "reply_count": 0, "accepted_reply_id": None,
        "thanks_count": 0, "useful_count": 7, "confirm_count": 2, "bravo_count": 0,
        "author": Face("nadia", "Nadia Roussel", "", "Fitter", "Saint-Nazaire"), "last_activity_name": "Nadia Roussel",
        "accepted_name": None, "read_until": None, "mine": ["useful"], "called": None, "answer": None, "draft": None,
        "files": [["none", "measures.csv", "", 48_000, 0, 0]], "last": [],
    }  # fmt: skip
    return FeedPost(**facts | told)


def _replies(question: Post, viewer: Viewer, author: Person) -> list[Any]:
    """One with an answer below it, one that is gone."""
    first, second, gone = (
        Reply(pk=NOWHERE + n, post=question, author=author, html=render(WORDS), useful_count=n, version=1)
        for n in range(1, 4)
    )
    gone.deleted_at, gone.deleted_reason = now(), "It names a client."
    cards = [reply_card(reply, viewer, question) for reply in (first, gone)]
    cards[0].children = [reply_card(second, viewer, question)]
    cards[0].is_accepted = cards[0].is_new = cards[0].first_new = cards[0].is_landing = True
    return cards


def _notices(face: Person) -> list[Card]:
    sentence = [*strong(face.first_name), *plain(" answered “Why does it weep?”")]
    facts: dict[str, Any] = {
        "hue": 2, "sentence": sentence, "community": "Zero leaks", "at": now(), "thread": None, "hears": "",
        "section": "answers",
    }  # fmt: skip
    return [
        Card(id=NOWHERE, is_new=True, face=face, art=None, words="", button="Reply", is_main=True, **facts),
        Card(id=NOWHERE + 1, is_new=False, face=None, art=art("fuite"), words="You know seals.", button="See", **facts),
    ]


def _file(name: str, width: int) -> Attachment:
    return Attachment(key=name.partition(".")[0], name=name, size=310_000, width=width, height=width)
