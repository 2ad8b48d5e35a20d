"""Whose name stands under a text: one's own, or somebody's who is asked first."""

from django.core.exceptions import ValidationError
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Person
from animation import placeholders
from animation.events import SignatureAsked, SignatureSettled
from animation.models import PlannedPost
from communities.models import Community
from communities.policies import CommunityPolicy
from core.events import publish
from posts.wording import require_a_post


def require_finished(planned: PlannedPost) -> None:
    """Nothing goes out, nor to who is asked to sign it, with a hole in it."""
    require_a_post(planned.kind, planned.title, planned.body, has_files=planned.files.exists())
    placeholders.require_none(planned.title, planned.body)


def may_be_named(author: Person, community: Community) -> bool:
    """Before the pilot, whoever will be a founder; afterwards, members."""
    if not author.can_sign_in or author.is_bot:
        return False
    return community.is_hidden or CommunityPolicy.of(author, community).is_member()


def require_author(author: Person, community: Community) -> None:
    if not may_be_named(author, community):
        sentence = _("%(name)s cannot sign here: choose a member of the community.")
        raise ValidationError({"author": sentence % {"name": author.display_name}})


def ask(planned: PlannedPost, by: Person) -> None:
    """They read it, change it if they wish, and answer. The caller saves."""
    planned.asked_at, planned.approved_at, planned.declined_at, planned.declined_words = now(), None, None, ""
    publish(SignatureAsked(planned, by))


def settle(planned: PlannedPost) -> None:
    """What was asked is asked no more. The caller saves."""
    if planned.waits_for_signature:
        planned.asked_at = None
        publish(SignatureSettled(planned, planned.author))


def forget(planned: PlannedPost) -> None:
    """Other words than those agreed to, or declined. The caller saves."""
    settle(planned)
    planned.asked_at = planned.approved_at = planned.declined_at = None
    planned.declined_words = ""


def answer_for(planned: PlannedPost, actor: Person) -> None:
    """A host who puts a text on the calendar answers for it: for one left by a host who is one no longer, and for
    another host's own draft, which then needs the agreement of who signs. The caller saves."""
    if planned.author_id == actor.pk:
        if planned.is_for_another and not planned.approved_at:
            settle(planned)
            planned.approved_at = now()
    elif is_orphan(planned) or (planned.publish_at is None and not planned.is_for_another):
        if not planned.is_for_another:
            forget(planned)
        planned.prepared_by = actor


def is_orphan(planned: PlannedPost) -> bool:
    """Nobody who hosts answers for it any more."""
    host = planned.prepared_by
    if host is None or not host.can_sign_in:
        return True
    return not CommunityPolicy.of(host, planned.community).animates()
