"""What a community says of itself, and who may see it."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from communities import tiles
from communities.actions._locks import locked
from communities.actions.contests import drop_contest
from communities.events import CommunityEdited, VisibilityChanged
from communities.models import Community
from communities.policies import CommunityPolicy, require_alive
from communities.slugs import free_slug
from core.events import publish
from core.markdown import render
from core.names import clean_line, clean_name
from core.policies import Conflict, require

Visibility = Community.Visibility
# From the widest to the narrowest audience.
_BREADTH = [Visibility.OPEN, Visibility.PRIVATE, Visibility.SECRET]


@transaction.atomic
def edit_community(
    actor: Person,
    community: Community,
    *,
    version: int,
    name: str,
    purpose: str,
    motto: str = "",
    about: str = "",
    talk_about: Sequence[str] = (),
    not_here: Sequence[str] = (),
    hue: int | None = None,
    tile: str | None = None,
) -> Community:
    """`version` is the one the actor read: whoever saves second is told, and keeps their text (R-RC-03)."""
    fresh = locked(community)
    require_alive(fresh)
    require(CommunityPolicy.of(actor, fresh).edit_settings())
    if fresh.version != version:
        raise Conflict(_("Somebody else has just changed these settings. Compare, then save again."))
    fresh.name, fresh.purpose = clean_name(name), clean_purpose(purpose)
    fresh.motto, fresh.about = clean_line(motto), about.strip()
    fresh.about_html = render(fresh.about) if fresh.about else ""
    fresh.talk_about = [line for line in map(clean_line, talk_about) if line][:8]
    fresh.not_here = [line for line in map(clean_line, not_here) if line][:4]
    fresh.hue = fresh.hue if hue is None else hue
    if tile is not None and tile not in (fresh.tile, tiles.draw(fresh.slug), *tiles.NAMED):
        raise ValidationError({"tile": _("Choose one of the tiles.")})
    fresh.tile = fresh.tile if tile is None else tile
    fresh.version += 1
    fresh.full_clean(exclude=["slug", "uid"])
    fresh.save()
    drop_contest(fresh)
    publish(CommunityEdited(fresh, by=actor))
    return fresh


@transaction.atomic
def change_visibility(actor: Person, community: Community, visibility: str, *, wider: bool = False) -> Community:
    """Stricter takes effect at once (R-AZ-13). Wider shows what was written for fewer eyes: it must be said
    (`wider`), and its members are told. A community that becomes secret takes an address nobody can guess."""
    fresh = locked(community)
    require_alive(fresh)
    require(CommunityPolicy.of(actor, fresh).edit_settings())
    if visibility not in Visibility.values:
        raise ValidationError({"visibility": _("Choose who may see it.")})
    before = fresh.visibility
    if visibility == before:
        return fresh
    if is_wider(before, visibility) and not wider:
        raise ValidationError(
            {"wider": _("More people will read what was written for fewer. Say that its members know.")}
        )
    fresh.visibility = visibility
    if visibility == Visibility.SECRET:
        fresh.slug = free_slug(fresh.name, unseen=True)
    fresh.version += 1
    fresh.save(update_fields=["visibility", "slug", "version"])
    publish(VisibilityChanged(fresh, before=before, by=actor))
    return fresh


def is_wider(before: str, after: str) -> bool:
    return _BREADTH.index(Visibility(after)) < _BREADTH.index(Visibility(before))


def clean_purpose(text: str) -> str:
    """One line that says something, 500 characters at most (R-RB-02)."""
    purpose = clean_line(text)
    if not any(character.isalnum() for character in purpose):
        raise ValidationError({"purpose": _("Say what this community is for.")})
    if len(purpose) > 500:
        raise ValidationError({"purpose": _("One sentence: 500 characters at most.")})
    return purpose
