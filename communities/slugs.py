"""A community's address, made from its name."""

import secrets

from django.db.models import Q
from django.utils.text import slugify

from communities.models import Community
from core.names import clean_line

RESERVED = {"new", "nouvelle"}
_SAFE = "abcdefghijkmnpqrstuvwxyz23456789"  # without the letters one confuses
_LENGTH = 60


def _suffix() -> str:
    return "".join(secrets.choice(_SAFE) for _ in range(6))


def slug_of(name: str) -> str:
    """Letters without accents, digits, hyphens: "Retours d’appels d’offres" gives retours-d-appels-d-offres."""
    words = clean_line(name).replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("’", " ")
    return slugify(words.replace("'", " "))[:_LENGTH].strip("-_") or "community"


def free_slug(name: str, *, unseen: bool = False) -> str:
    """An address nobody has. That of a secret community, and of an idea before an administrator has read it, always
    ends at random: whether its plain name is free tells nothing of what one may not see (R-AZ-04)."""
    stem = slug_of(name)
    if unseen:
        return f"{stem}-{_suffix()}"
    near = Q(slug__startswith=stem) | Q(uid__startswith=stem)
    taken = RESERVED | {one for pair in Community.objects.filter(near).values_list("slug", "uid") for one in pair}
    candidates = (stem, *(f"{stem}-{number}" for number in range(2, 100)))
    return next((free for free in candidates if free not in taken), f"{stem}-{_suffix()}")
