"""Pictures are bounded before they are decoded, and carry nothing out but pixels."""

import io
import struct
import time
import zlib

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from core import images


def encoded(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return io.BytesIO(out.getvalue())


def opened(drawing):
    return Image.open(io.BytesIO(drawing.data))


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def code_of(data):
    with pytest.raises(ValidationError) as refused:
        images.square(images.read_picture(io.BytesIO(data)), 64)
    return refused.value.code


@pytest.mark.parametrize("kind", images.FORMATS)
def test_each_known_format_becomes_a_square_portrait(kind):
    picture = images.read_picture(encoded(Image.new("RGB", (300, 200), "teal"), kind))

    drawing = images.square(picture, 128)

    assert (picture.format, picture.width, picture.height) == (kind, 300, 200)
    assert opened(drawing).size == (128, 128)
    assert drawing.content_type == "image/jpeg"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_png_can_be_drawn_anew(mode):
    file = encoded(Image.new(mode, (90, 60)), "PNG")
    picture = images.read_picture(file)

    assert opened(images.square(picture, 64)).mode == "RGB"
    assert opened(images.fit(picture, (50, 50))).size == (50, 33)


def test_a_cmyk_photograph_becomes_rgb():
    picture = images.read_picture(encoded(Image.new("CMYK", (90, 60)), "JPEG"))

    assert opened(images.fit(picture)).mode == "RGB"


def test_sixteen_bit_greys_keep_their_tone():
    picture = images.read_picture(encoded(Image.new("I;16", (40, 40), 128 * 256), "PNG"))

    assert abs(opened(images.square(picture, 32)).getpixel((5, 5))[0] - 128) < 4


def test_nothing_the_camera_wrote_survives():
    """R-FI-05: EXIF, GPS, XMP, comments and profiles are gone from every copy."""
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 0.0)
    source = Image.effect_noise((400, 300), 60).convert("RGB")
    file = encoded(
        source,
        "JPEG",
        exif=exif,
        icc_profile=b"Secret Profile" * 20,
        comment=b"Secret Comment",
        xmp=b"<x>Secret</x>",
    )
    assert b"Secret" in file.getvalue()
    picture = images.read_picture(file)

    for drawing in (
        images.square(picture, 128),
        images.fit(picture),
        images.fit(picture, (100, 100)),
    ):
        assert b"Secret" not in drawing.data
        assert not opened(drawing).getexif()
        assert not {"icc_profile", "exif", "xmp", "comment"} & opened(drawing).info.keys()


def test_a_photograph_taken_sideways_stands_upright():
    source = Image.new("RGB", (300, 200), "red")
    source.paste("blue", (0, 0, 150, 200))  # left half blue
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter clockwise: left becomes top
    picture = images.read_picture(encoded(source, "JPEG", exif=exif, quality=95))

    drawing = images.fit(picture)
    red, _green, blue = opened(drawing).getpixel((100, 20))

    assert (drawing.width, drawing.height) == (200, 300)
    assert (red < 50, blue > 200) == (True, True)


def test_transparency_is_kept_in_pictures_and_white_in_portraits():
    picture = images.read_picture(encoded(Image.new("RGBA", (80, 80), (0, 0, 0, 0)), "PNG"))

    assert opened(images.fit(picture)).getpixel((5, 5))[3] == 0
    assert opened(images.square(picture, 64)).getpixel((5, 5)) == (255, 255, 255)


def test_a_small_picture_is_not_enlarged_to_fill_the_box():
    assert images.fit(images.read_picture(encoded(Image.new("RGB", (30, 20)), "PNG")), (200, 200)).width == 30


def test_an_animation_gives_its_first_frame():
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "green", "blue")]
    picture = images.read_picture(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]))

    assert picture.frames == 3
    assert opened(images.fit(picture)).getpixel((5, 5))[0] > 200


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"<html><script>1</script>",
        b"%PDF-1.7\n1 0 obj",
        b"MZ\x90\0" + b"\0" * 60,
        b"PK\x03\x04" + b"\0" * 60,
        b"GIF89a" + b"\0" * 20 + b"<script>",
        b"\xff\xd8\xff\xe0" + b"\0" * 40,
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        b"RIFF\x20\0\0\0WEBPVP8 " + b"\0" * 30,
    ],
)
def test_what_is_not_a_picture_is_refused(data):
    """R-FI-02: recognised by content, never by name."""
    assert code_of(data) == "unreadable"


@pytest.mark.parametrize("kind", images.FORMATS)
def test_a_picture_cut_short_is_refused(kind):
    data = encoded(Image.effect_noise((300, 300), 60).convert("RGB"), kind).getvalue()

    assert code_of(data[: len(data) // 2]) == "unreadable"


@pytest.mark.parametrize("side", [6_400, 30_000])
def test_a_bomb_of_pixels_is_refused_without_being_decoded(side):
    """R-FI-03: 40 Mpixel at most."""
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
    data += chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    start = time.perf_counter()

    assert code_of(data) == "too-big"
    assert time.perf_counter() - start < 1


def test_an_animation_of_a_million_frames_is_refused_at_once():
    """R-FI-03: 500 frames at most."""
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    data = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\0" * 6 + frame * 1_000_000 + b"\x3b"
    start = time.perf_counter()

    assert code_of(data) == "too-long"
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_animations_are_counted_too(kind):
    frames = [Image.new("L", (2, 2), n % 2 * 255) for n in range(501)]
    data = encoded(frames[0], kind, save_all=True, append_images=frames[1:]).getvalue()

    assert code_of(data) == "too-long"


def test_a_jpeg_of_endless_scans_is_refused():
    """R-FI-03: each scan costs a pass over all pixels for a few bytes."""
    data = encoded(Image.new("RGB", (64, 64)), "JPEG", progressive=True).getvalue()
    last = data.rindex(b"\xff\xda")

    assert code_of(data[:last] + data[last:-2] * 1_000 + b"\xff\xd9") == "unreadable"


def test_a_bomb_of_compressed_text_is_refused():
    data = encoded(Image.new("L", (8, 8)), "PNG").getvalue()
    text = chunk(b"zTXt", b"a\0\0" + zlib.compress(b"x" * 5_000_000))

    assert code_of(data[:33] + text + data[33:]) == "unreadable"
