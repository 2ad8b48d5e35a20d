"""A community's sign: two rows of two modules in two tones, drawn from its slug, so that it never changes by itself.

A tile is a name below, or eight characters: for each quarter a module's letter, then its tone (0 full, 1 half)."""

import hashlib
import re
from functools import cache
from typing import NamedTuple

# One quarter in a box of 20 by 20: quarter discs, half discs, triangles, disc, lens, square.
MODULES = {
    "a": "M0 0h20a20 20 0 0 1-20 20z",
    "b": "M20 0v20a20 20 0 0 1-20-20z",
    "c": "M20 20h-20a20 20 0 0 1 20-20z",
    "d": "M0 20v-20a20 20 0 0 1 20 20z",
    "e": "M0 0v20a10 10 0 0 0 0-20z",
    "f": "M0 0h20a10 10 0 0 1-20 0z",
    "g": "M0 0h20v20z",
    "h": "M0 20h20v-20z",
    "i": "M10 0a10 10 0 0 1 0 20a10 10 0 0 1 0-20z",
    "j": "M0 0a20 20 0 0 1 20 20a20 20 0 0 1-20-20z",
    "k": "M0 0h20v20h-20z",
}
# Drawn by hand, for an animator to pick.
NAMED = {
    "offres": (
        "M20 0h20v20h-20zM20 20v20a20 20 0 0 1-20-20z",
        "M20 0v20a20 20 0 0 1-20-20zM40 20v20a20 20 0 0 1-20-20z",
    ),
    "fuite": (
        "M0 0h20v20h-20zM20 20v-20a20 20 0 0 1 20 20zM20 20v20a20 20 0 0 1-20-20zM20 20h20a20 20 0 0 1-20 20z",
        "",
    ),
    "soudure": (
        "M0 0v20a10 10 0 0 0 0-20zM0 20v20a10 10 0 0 0 0-20z",
        "M20 0v20a10 10 0 0 0 0-20zM20 20v20a10 10 0 0 0 0-20z",
    ),
    "jours": (
        "M20 40h-20a20 20 0 0 1 20-20zM20 20h20v20h-20z",
        "M40 20h-20a20 20 0 0 1 20-20z",
    ),
    "watts": (
        "M0 0h20v20zM20 20v20h20z",
        "M20 0v20h20zM0 20h20v20z",
    ),
    "export": (
        "M20 20h-20a20 20 0 0 1 20-20zM20 20v-20a20 20 0 0 1 20 20z",
        "M0 20h20a10 10 0 0 1-20 0zM20 20h20a10 10 0 0 1-20 0z",
    ),
    "gestes": (
        "M20 0h20v20h-20zM20 20v20a20 20 0 0 1-20-20z",
        "M0 0h20v20h-20zM20 20h20a20 20 0 0 1-20 20z",
    ),
    "fournisseurs": (
        "M10 0a10 10 0 0 1 0 20a10 10 0 0 1 0-20zM30 20a10 10 0 0 1 0 20a10 10 0 0 1 0-20z",
        "M20 0h20a20 20 0 0 1-20 20zM20 40h-20a20 20 0 0 1 20-20z",
    ),
    "infos": (
        "M10 5a5 5 0 0 1 0 10a5 5 0 0 1 0-10zM30 5a5 5 0 0 1 0 10a5 5 0 0 1 0-10z"
        "M10 25a5 5 0 0 1 0 10a5 5 0 0 1 0-10zM30 25a5 5 0 0 1 0 10a5 5 0 0 1 0-10z",
        "",
    ),
    "maintenance": (
        "M0 0h20a20 20 0 0 1-20 20zM40 40h-20a20 20 0 0 1 20-20z",
        "M40 0v20a20 20 0 0 1-20-20zM0 40v-20a20 20 0 0 1 20 20z",
    ),
    "outillage": (
        "M0 0h20l-20 20zM40 20v20h-20z",
        "M30 0a10 10 0 0 1 0 20a10 10 0 0 1 0-20zM10 20a10 10 0 0 1 0 20a10 10 0 0 1 0-20z",
    ),
    "emballages": (
        "M0 20a20 20 0 0 1 20-20a20 20 0 0 1-20 20zM20 40a20 20 0 0 1 20-20a20 20 0 0 1-20 20z",
        "M20 0a20 20 0 0 1 20 20a20 20 0 0 1-20-20zM0 20a20 20 0 0 1 20 20a20 20 0 0 1-20-20z",
    ),
}
_PLACES = ((0, 0), (20, 0), (0, 20), (20, 20))
_NEIGHBOURS = ((), (0,), (0,), (1, 2))
_START = re.compile(r"M(\d+) (\d+)")


class Art(NamedTuple):
    """Two paths in a box of 40 by 40: full tone, half tone."""

    full: str
    half: str


def draw(slug: str) -> str:
    """The tile of a slug: always the same, without two equal neighbours nor four half tones."""
    seed = hashlib.sha256(slug.encode()).digest()
    chosen: list[str] = []
    for place, near in enumerate(_NEIGHBOURS):
        free = [letter for letter in MODULES if letter not in {chosen[n] for n in near}]
        chosen.append(free[seed[place] % len(free)])
    tones = [byte & 1 for byte in seed[4:8]]
    tones[seed[8] % 4] = 0
    return "".join(f"{letter}{tone}" for letter, tone in zip(chosen, tones, strict=True))


def hue(slug: str) -> int:
    """A hue, 1 to 12, from the slug."""
    return hashlib.sha256(f"hue {slug}".encode()).digest()[0] % 12 + 1


@cache
def art(tile: str) -> Art:
    """The paths of a tile."""
    if tile in NAMED:
        return Art(*NAMED[tile])
    tones = ["", ""]
    for place, (x, y) in enumerate(_PLACES):
        letter, tone = tile[place * 2], int(tile[place * 2 + 1])
        tones[tone] += _START.sub(lambda m, x=x, y=y: f"M{int(m[1]) + x} {int(m[2]) + y}", MODULES[letter])  # type: ignore[misc]
    return Art(*tones)
