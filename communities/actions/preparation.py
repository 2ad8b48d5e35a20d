"""What is written before anybody is invited: the sentence, and the answers each invitation begins with."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.actions._locks import locked
from communities.actions.contests import drop_contest
from communities.actions.description import clean_purpose
from communities.events import CommunityEdited
from communities.impersonal import objection
from communities.models import Community
from communities.policies import CommunityPolicy, require_alive
from core.events import publish
from core.names import clean_line, clean_name
from core.policies import Conflict, require


def _line(most: int) -> Callable[[str], str]:
    def clean(text: str) -> str:
        line = clean_line(text)
        if len(line) > most:
            raise ValidationError(_("At most %(limit)d characters.") % {"limit": most})
        return line

    return clean


def _lines(most: int) -> Callable[[Any], list[str]]:
    return lambda lines: [line for line in (clean_line(line)[:120] for line in lines) if line][:most]


WRITTEN: Mapping[str, Callable[[Any], Any]] = {
    "name": clean_name,
    "purpose": clean_purpose,
    "problem": _line(300),
    "for_whom": _line(500),
    "expected": _line(500),
    "gain": _line(500),
    "first_step": _line(300),
    "success_sign": _line(300),
    "talk_about": _lines(8),
    "not_here": _lines(4),
}
INVITING = ("for_whom", "expected", "gain")  # what no invitation goes without
SAID = (*INVITING, "first_step")
ANSWERS = (*SAID, "success_sign")


@transaction.atomic
def prepare_community(actor: Person, community: Community, *, version: int, **texts: Any) -> Community:
    """Some of these texts, as far as they are given. What the check holds against the sentence never stops it from
    being kept. `version` is the one the actor read (R-RC-03)."""
    fresh = locked(community)
    if not fresh.is_hidden:
        raise Conflict(_("It is no longer being prepared: its host changes it in its settings."))
    require(CommunityPolicy.of(actor, fresh).prepare())
    _write(fresh, version, texts)
    drop_contest(fresh)
    publish(CommunityEdited(fresh, by=actor))
    return fresh


@transaction.atomic
def edit_answers(actor: Person, community: Community, *, version: int, **texts: Any) -> Community:
    """What invitations begin with and the sign of success, once people come. What was sent stays as it was sent."""
    fresh = locked(community)
    require_alive(fresh)
    if fresh.is_hidden:
        raise Conflict(_("It is still being prepared: its answers are written there."))
    require(CommunityPolicy.of(actor, fresh).edit_answers())
    _write(fresh, version, {name: texts[name] for name in ANSWERS if name in texts}, needed=INVITING)
    publish(CommunityEdited(fresh, by=actor))
    return fresh


def _write(fresh: Community, version: int, texts: Mapping[str, Any], needed: Sequence[str] = ()) -> None:
    if fresh.version != version:
        raise Conflict(_("Somebody else has just changed it. Compare, then save again."))
    wrong: dict[str, Any] = {}
    for name, text in texts.items():
        try:
            setattr(fresh, name, WRITTEN[name](text))
        except ValidationError as error:
            wrong[name] = error.messages
        if name in SAID and (against := objection(text)):
            wrong.setdefault(name, []).append(against)
    for name in needed:
        if not getattr(fresh, name):
            wrong.setdefault(name, []).append(_("Write it: people are invited here, and each invitation says it."))
    if wrong:
        raise ValidationError(wrong)
    if len(fresh.name) > 80:
        raise ValidationError({"name": _("At most %(limit)d characters.") % {"limit": 80}})
    fresh.version += 1
    fresh.save(update_fields=[*texts, "version"])
