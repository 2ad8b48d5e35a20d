"""The tile of a letter is the one of the page, drawn without SVG."""

import io

import pytest
from PIL import Image

from communities.colours import colours
from communities.tile_pictures import outlines, picture
from communities.tiles import MODULES, NAMED, art, draw


def light(tile, x, y, hue=2):
    """Whether a point of the box of 40 by 40 shows the full tone (1), the half (0.5) or the ground (0)."""
    with Image.open(io.BytesIO(picture(tile, hue))) as drawn:
        red = drawn.convert("RGB").getpixel((round(x * 132 / 40), round(y * 132 / 40)))[0]
    ground, full = (int(ink[1:3], 16) for ink in (colours(hue).tile, colours(hue).band))
    return round(2 * (red - ground) / (full - ground)) / 2


@pytest.mark.parametrize(
    ("tile", "points"),
    [
        ("fuite", {(5, 5): 1, (38, 2): 0, (25, 5): 1, (2, 38): 0, (20, 20): 1}),
        ("soudure", {(8, 10): 1, (15, 10): 0, (28, 10): 0.5, (35, 30): 0}),
        ("outillage", {(3, 3): 1, (18, 18): 0, (30, 10): 0.5, (37, 37): 1}),
        ("k0c1h0g1", {(10, 10): 1, (38, 18): 0.5, (22, 2): 0, (3, 37): 1, (17, 37): 1, (37, 23): 0.5, (23, 37): 0}),
    ],
)
def test_each_quarter_is_where_the_page_shows_it(tile, points):
    assert {point: light(tile, *point) for point in points} == points


@pytest.mark.parametrize("tile", [*NAMED, *(draw(f"slug-{n}") for n in range(20))])
def test_every_tile_can_be_drawn_within_its_box_and_is_small(tile):
    for path in art(tile):
        for outline in outlines(path):
            assert all(-0.001 <= value <= 40.001 for point in outline for value in point)
    assert len(picture(tile, 7)) < 3000


def test_every_step_of_every_path_is_understood():
    everything = "".join([*MODULES.values(), *(path for named in NAMED.values() for path in named)])

    assert set(filter(str.isalpha, everything)) == set("Mhvlaz")
