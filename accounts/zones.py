"""Time zones a person may choose: those of French-speaking offices first, then every other by continent."""

import zoneinfo
from functools import cache

from django.utils.translation import gettext_lazy as _

COMMON = (
    "Europe/Paris", "Europe/Brussels", "Europe/Luxembourg", "Europe/Zurich", "Europe/London", "America/Montreal",
    "Africa/Casablanca", "Africa/Algiers", "Africa/Tunis", "Africa/Dakar", "Africa/Abidjan", "Indian/Reunion",
    "America/Martinique", "America/Cayenne", "Pacific/Noumea", "UTC",
)  # fmt: skip
_CONTINENTS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def known() -> frozenset[str]:
    """Every zone this machine can compute with, under its place name."""
    return frozenset({name for name in zoneinfo.available_timezones() if name.split("/")[0] in _CONTINENTS} | {"UTC"})


@cache
def choices() -> list[tuple[object, list[tuple[str, str]]]]:
    """Grouped for a list: the common ones, then continent by continent."""
    groups: list[tuple[object, list[tuple[str, str]]]] = [
        (_("Most used"), [(name, _label(name)) for name in COMMON if name in known()])
    ]
    for continent in _CONTINENTS:
        names = sorted(name for name in known() if name.startswith(f"{continent}/") and name not in COMMON)
        groups.append((continent, [(name, _label(name)) for name in names]))
    return groups


def _label(name: str) -> str:
    """`America/Argentina/Buenos_Aires`: Buenos Aires (America/Argentina)."""
    area, _slash, place = name.replace("_", " ").rpartition("/")
    return f"{place} ({area})" if area else place
