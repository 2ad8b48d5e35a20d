"""What a batch of lines makes, written at once; then counters are counted again where it touched something."""

from collections import defaultdict

from allauth.account.models import EmailAddress
from django.db.models import Model

from accounts.models import Person
from communities.models import Community, FormerRole, Membership, StageChange
from posts.contributors import recount
from posts.models import Follow, Mention, Post, Reaction, Reply
from pulse.daily import past_changed
from pulse.models import ClarityAsk, Closure, Visit
from rsenet.network.counting import recount_activity, recount_members, recount_reactions

_ORDER: list[type[Model]] = [
    Person, EmailAddress, Community, StageChange, Membership, FormerRole, Post, Reply, Mention, Reaction,
    Visit, Closure, ClarityAsk,
]  # fmt: skip


class Writer:
    def __init__(self) -> None:
        self._new: dict[type[Model], list[Model]] = defaultdict(list)
        self._accepted: dict[int, Post] = {}
        self._changed: dict[int, Membership] = {}  # stays that a later line went on with
        self._follows: set[tuple[int, int]] = set()
        self.threads: set[int] = set()  # posts that came, or got a reply
        self.members: set[int] = set()  # communities where somebody came or left
        self.wrote: set[int] = set()  # communities with new texts
        self.wrote_any = False
        self.reacted: dict[str, set[int]] = {"post": set(), "reply": set()}

    def add(self, thing: Model) -> None:
        self._new[type(thing)].append(thing)

    def follow(self, person: int, post: int) -> None:
        """Who wrote in a thread follows it."""
        self._follows.add((person, post))

    def accept(self, post: Post) -> None:
        self._accepted[post.pk] = post

    def change(self, stay: Membership) -> None:
        self._changed[stay.pk] = stay

    def flush(self) -> None:
        for model in _ORDER:
            things = self._new.pop(model, [])
            if things:
                self.wrote_any = True
                model._default_manager.bulk_create(things)
        Membership.objects.bulk_update(self._changed.values(), ["role", "left_at", "left_reason"], batch_size=500)
        fields = ["accepted_reply", "accepted_at", "accepted_by"]
        Post.objects.bulk_update(self._accepted.values(), fields, batch_size=500)
        follows = [Follow(person_id=person, post_id=post) for person, post in sorted(self._follows)]
        Follow.objects.bulk_create(follows, ignore_conflicts=True)
        recount_activity(self.threads)
        recount_members(self.members)
        for kind, messages in self.reacted.items():
            recount_reactions(kind, messages)
            messages.clear()
        for done in (self._accepted, self._changed, self._follows, self.threads, self.members):
            done.clear()

    def finish(self) -> None:
        """What only the whole file can tell."""
        self.flush()
        if self.wrote_any:
            past_changed()
        if self.wrote:
            recount(sorted(self.wrote))
