"""A name and a handle that are one's own: readable, and nobody else's (R-UN-01)."""

import re
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import FormerHandle, Person
from core import names

HANDLE = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,48}[a-z0-9])?")
# Who a company trusts on sight: only the network itself may be called so.
RESERVED = """
    admin admins administrator administrators administrateur administratrice administrateurs administration
    support helpdesk hotline assistance aide help rh hr drh "ressources humaines" "human resources"
    it dsi informatique "service informatique" "it support" "support informatique" security securite rssi
    moderator moderators moderateur moderatrice moderation system systeme root superuser webmaster postmaster
    direction "direction generale" management legal juridique dpo official officiel
    noreply "no reply" "ne pas repondre" bot robot daemon notifications rsenet everyone all here channel
    tous "tout le monde" equipe anonymous anonyme deleted "deleted user" unknown inconnu null none undefined me moi
"""


@cache
def _reserved() -> frozenset[str]:
    words = [quoted or word for quoted, word in re.findall(r'"([^"]+)"|(\S+)', RESERVED)]
    return frozenset(names.skeleton(word) for word in [*words, settings.COMPANY])


def own_name(text: str, person: Person | None = None) -> str:
    """The name cleaned, or ValidationError with what to change. A homonym adds what tells them apart."""
    name = names.clean_name(text)
    if person and names.skeleton(name) == names.skeleton(person.display_name):
        return name  # theirs already: homonyms come in by import, and nobody else is fooled
    if names.mixes_alphabets(name):
        raise ValidationError(_("A word of this name mixes two alphabets. Write it with one."), code="mixed")
    if names.skeleton(name) in _reserved():
        raise ValidationError(_("This name is kept for the network itself. Write your own."), code="reserved")
    others = Person.objects.all().resembling(name)
    if person and person.pk:
        others = others.exclude(pk=person.pk)
    if others.exists():
        raise ValidationError(
            _("Somebody here has this name, or one that looks the same. Add a second first name, a site or a team."),
            code="lookalike",
        )
    return name


def own_handle(text: str, person: Person | None = None) -> str:
    """The handle in small letters, or ValidationError. One's former handles stay one's own."""
    handle = names.clean_line(text).lower().removeprefix("@")
    if person and handle == person.handle:
        return handle
    if not HANDLE.fullmatch(handle):
        raise ValidationError(
            _("Letters without accents, digits and hyphens, as in “nadia-roussel”: 50 at most."), code="shape"
        )
    if names.skeleton(handle) in _reserved():
        raise ValidationError(_("This handle is kept for the network itself. Choose another."), code="reserved")
    if _taken(handle, person):
        raise ValidationError(_("This handle is taken. Choose another."), code="taken")
    return handle


def free_handle(name: str) -> str:
    """A handle nobody has or had, made from a name: for accounts created without one."""
    stem = re.sub(r"[^a-z0-9]+", "-", names.fold(name)).strip("-")[:40].strip("-") or "person"
    candidates = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
    if names.skeleton(stem) in _reserved():
        candidates = candidates[1:]
    taken = set(Person.objects.filter(handle__startswith=stem).values_list("handle", flat=True))
    taken |= set(FormerHandle.objects.filter(handle__startswith=stem).values_list("handle", flat=True))
    return next(candidate for candidate in candidates if candidate not in taken)


def _taken(handle: str, person: Person | None) -> bool:
    people, former = Person.objects.filter(handle=handle), FormerHandle.objects.filter(handle=handle)
    if person and person.pk:
        people, former = people.exclude(pk=person.pk), former.exclude(person=person)
    return people.exists() or former.exists()
