"""A community's colour where no style sheet is read: the five of static/css/tokens.css, computed for each hue."""

from typing import NamedTuple


class Colours(NamedTuple):
    """In mails: the tile, the band and the name on a light ground; the band and the name on a dark one."""

    tile: str
    band: str
    name: str
    dark_band: str
    dark_name: str


_BY_HUE = (
    Colours("#a05249", "#feece9", "#753932", "#332220", "#fbbcb3"),
    Colours("#2473a2", "#e5f3fd", "#155276", "#1b2932", "#a1d5fa"),
    Colours("#935f1a", "#faefe3", "#6b430d", "#302519", "#efc599"),
    Colours("#985074", "#fcecf3", "#6f3854", "#312229", "#f5bad5"),
    Colours("#727018", "#f2f2e3", "#52500b", "#282819", "#d2d299"),
    Colours("#007c89", "#e2f5f7", "#005a63", "#172b2d", "#92dce5"),
    Colours("#755d9f", "#f3eefd", "#544174", "#292432", "#d5c3f8"),
    Colours("#9c5731", "#fdede5", "#723d20", "#32231c", "#f8c0a4"),
    Colours("#5468a9", "#ebf1ff", "#3b4a7b", "#222634", "#baccff"),
    Colours("#577832", "#ecf4e6", "#3d5620", "#232a1c", "#bed8a5"),
    Colours("#8a558d", "#f8ecf8", "#643c66", "#2e232e", "#e7bde9"),
    Colours("#007f74", "#e3f5f2", "#005c53", "#182b29", "#94ded4"),
)


def colours(hue: int) -> Colours:
    return _BY_HUE[hue - 1]
