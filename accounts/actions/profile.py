"""A person and their own page."""

from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import identity, photos
from accounts.events import PhotoChanged, ProfileEdited
from accounts.models import FormerHandle, Person
from accounts.policies import ProfilePolicy
from core.events import publish
from core.images import Picture
from core.names import clean_line, clean_text
from core.policies import Conflict, require


class Profile(TypedDict, total=False):
    display_name: str
    handle: str
    title: str
    department: str
    location: str
    bio: str


class Settings(TypedDict, total=False):
    language: str
    timezone: str
    theme: str
    feed_order: str
    reading: str


@transaction.atomic
def edit_profile(actor: Person, person: Person, *, version: int, **changes: Unpack[Profile]) -> Person:
    """Change what colleagues see. `version` is the one the writer had before their eyes (R-RC-03)."""
    require(ProfilePolicy(actor, person).edit())
    current = Person.objects.select_for_update().get(pk=person.pk)
    if current.version != version:
        raise Conflict(_("Your profile was changed elsewhere while you were writing."))
    former = current.handle
    for name, text in changes.items():
        setattr(current, name, _cleaned(name, str(text), current))
    current.version += 1
    current.clean_fields(exclude={field.name for field in Person._meta.fields} - changes.keys())
    try:
        with transaction.atomic():
            current.save(update_fields=["version", *changes])
    except IntegrityError as error:  # somebody took the handle between the question and the answer
        raise ValidationError({"handle": _("This handle is taken. Choose another.")}) from error
    if current.handle != former:
        FormerHandle.objects.filter(handle=current.handle).delete()
        FormerHandle.objects.get_or_create(handle=former, defaults={"person": current})
    publish(ProfileEdited(current))
    return current


def _cleaned(name: str, text: str, person: Person) -> str:
    if name == "display_name":
        return identity.own_name(text, person)
    if name == "handle":
        return identity.own_handle(text, person)
    return clean_text(text) if name == "bio" else clean_line(text)


@transaction.atomic
def choose_settings(actor: Person, **choices: Unpack[Settings]) -> Person:
    """How the network speaks to one person. Last choice wins: there is no text to lose."""
    current = Person.objects.select_for_update().get(pk=actor.pk)
    for name, choice in choices.items():
        setattr(current, name, choice)
    current.clean_fields(exclude={field.name for field in Person._meta.fields} - choices.keys())
    current.save(update_fields=list(choices))
    return current


@transaction.atomic
def set_photo(actor: Person, person: Person, picture: Picture) -> Person:
    """Replace the portrait; the files of the former one go with it."""
    require(ProfilePolicy(actor, person).edit())
    return _replace_photo(actor, person, photos.store(picture))


@transaction.atomic
def remove_photo(actor: Person, person: Person) -> Person:
    require(ProfilePolicy(actor, person).remove_photo())
    return _replace_photo(actor, person, "")


def _replace_photo(actor: Person, person: Person, version: str) -> Person:
    current = Person.objects.select_for_update().get(pk=person.pk)
    former, current.photo = current.photo, version
    current.save(update_fields=["photo"])
    if former:
        transaction.on_commit(lambda: photos.erase(former))
    publish(PhotoChanged(current, by=actor))
    return current
