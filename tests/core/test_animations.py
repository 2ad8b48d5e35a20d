"""Animations are drawn anew, light, and come to rest (R-FI-02, R-FI-03, R-FI-05)."""

import io

import pytest
from PIL import Image

from core import animations, draw
from core.images import Picture, read_picture


def moving(kind="GIF", size=(120, 80), frames=4, **options):
    images = [Image.new("RGB", size, (n * 255 // frames, 120, 255 - n * 255 // frames)) for n in range(frames)]
    out = io.BytesIO()
    options = {"duration": 100, "loop": 0} | options
    images[0].save(out, kind, save_all=True, append_images=images[1:], **options)
    return read_picture(out)


def opened(made):
    return Image.open(io.BytesIO(made.drawing.data))


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_what_moves_still_moves_and_says_how_long_it_takes(kind):
    made = draw.animate(moving(kind, duration=[100, 200, 300, 400]), (1280, 1280))

    with opened(made) as image:
        times = []
        for number in range(image.n_frames):
            image.seek(number)
            image.load()
            times.append(image.info["duration"])
        assert (image.format, image.n_frames, times, made.turn) == ("WEBP", 4, [100, 200, 300, 400], 1000)
        image.seek(0)
        assert image.convert("RGB").getpixel((5, 5))[2] > 200
        image.seek(3)
        assert image.convert("RGB").getpixel((5, 5))[2] < 120


def test_nothing_its_author_wrote_survives():
    made = draw.animate(moving(comment=b"made by Secret Studio"), (1280, 1280))

    assert b"Secret" not in made.drawing.data
    assert not any(name in opened(made).info for name in ("exif", "xmp", "icc_profile", "comment"))


def test_transparency_is_kept():
    images = [Image.new("RGBA", (60, 60), (255, 0, 0, n % 2 * 255)) for n in range(3)]
    out = io.BytesIO()
    images[0].save(out, "WEBP", save_all=True, append_images=images[1:], duration=100)

    made = draw.animate(read_picture(out), (1280, 1280))

    assert opened(made).convert("RGBA").getpixel((5, 5))[3] == 0


@pytest.mark.parametrize(
    ("options", "played"),
    [
        ({"duration": 100, "loop": 0}, 12),
        ({"duration": 100, "loop": 2}, 3),
        ({"duration": 100, "loop": None}, 1),
        ({"duration": 2000, "loop": 0}, 1),
        ({"duration": 10, "loop": 0}, 12),
    ],
)
def test_it_comes_to_rest_within_five_seconds_or_after_once(options, played):
    """WCAG 2.2.2. What claims to be faster than browsers play is taken as they take it."""
    made = draw.animate(moving(**options), (1280, 1280))

    assert opened(made).info["loop"] == played


def test_a_long_animation_is_drawn_smaller():
    picture = moving(size=(400, 300), frames=250)

    made = draw.animate(picture, (1280, 1280))

    width, height = made.drawing.width, made.drawing.height
    assert (width, picture.frames) < (400, 251)
    assert width * height * picture.frames <= animations.DRAWN
    assert abs(width / height - 4 / 3) < 0.02


def test_one_that_would_cost_too_much_keeps_its_first_image():
    """R-FI-03: refused by its numbers, nothing decoded."""
    assert animations.animation(Picture(b"", "GIF", 1000, 1000, 500), (1280, 1280)) is None
    assert animations.animation(Picture(b"", "GIF", 200_000, 2, 500), (1280, 1280)) is None


def test_one_that_is_damaged_or_takes_too_long_keeps_its_first_image(monkeypatch):
    picture = moving(size=(300, 300), frames=6)
    cut = Picture(picture.data[: len(picture.data) // 2], "GIF", 300, 300, 6)
    assert draw.animate(cut, (1280, 1280)) is None

    monkeypatch.setattr("core.draw._PATIENCE_MOVING", 0.01)
    assert draw.animate(picture, (1280, 1280)) is None


def test_what_does_not_move_asks_nobody(monkeypatch):
    monkeypatch.setattr("core.draw.subprocess.run", None)

    assert draw.animate(Picture(b"", "JPEG", 10, 10, 1), (1280, 1280)) is None
