"""A picture that moves: played for who likes it, still for who prefers that, on demand when it is long."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from posts.actions import delete_post, reply_to, upload_file
from posts.attachments import moving_path
from posts.models import Attachment
from tests import factories
from tests.posts.files import a_picture, attached, stored_names
from tests.posts.test_files import body


def a_gif(duration=100, frames=4):
    images = [Image.new("RGB", (120, 80), (n * 60, 120, 40)) for n in range(frames)]
    out = io.BytesIO()
    images[0].save(out, "GIF", save_all=True, append_images=images[1:], duration=duration, loop=0)
    return SimpleUploadedFile("pump.gif", out.getvalue(), "image/gif")


def test_an_animation_is_kept_beside_its_first_image(as_, community, member, stored):
    """R-FI-02"""
    file = attached(member, community, a_gif())
    browser = as_(member)

    still, card, moves = (browser.get(f"/files/{file.key}/{size}") for size in ("", "?size=card", "?size=moving"))

    assert (file.plays, stored_names(stored)) == (400, sorted([file.key, f"{file.key}.card", f"{file.key}.moving"]))
    for answer, frames in ((still, 1), (card, 1), (moves, 4)):
        image = Image.open(io.BytesIO(body(answer)))
        assert (answer.headers["Content-Type"], image.n_frames) == ("image/webp", frames)
    assert len({answer.headers["ETag"] for answer in (still, card, moves)}) == 3
    assert file.size == sum(path.stat().st_size for path in stored.rglob("*") if path.is_file())


def test_a_short_one_plays_unless_one_prefers_less_motion(as_, community, member):
    file = attached(member, community, a_gif())
    address = f"/files/{file.key}/?size=moving"
    source = f'<source type="image/webp" media="(prefers-reduced-motion: no-preference)" srcset="{address}">'

    for address in ("/communities/pumps/", f"/posts/{file.post_id}/"):
        page = as_(member).get(address).text
        assert source in page
        assert f'<img src="/files/{file.key}/?size=card"' in page


def test_it_plays_in_a_reply_too(as_, community, member):
    post = factories.make_post(member, community)
    file = upload_file(member, a_gif())
    reply_to(member, post, body="See", files={file.key: ""})

    assert f'srcset="/files/{file.key}/?size=moving"' in as_(member).get(f"/posts/{post.pk}/").text


def test_a_long_one_waits_to_be_asked(as_, community, member):
    """WCAG 2.2.2"""
    file = attached(member, community, a_gif(duration=2000))

    page = as_(member).get("/communities/pumps/").text

    assert "<source" not in page
    assert f'href="/files/{file.key}/?size=moving"' in page
    assert "Play the animation" in page


def test_what_does_not_move_has_nothing_to_play(as_, community, member):
    file = attached(member, community, a_picture("a.gif"))
    browser = as_(member)

    assert file.plays == 0
    assert "<source" not in browser.get("/communities/pumps/").text
    whole, asked = browser.get(f"/files/{file.key}/"), browser.get(f"/files/{file.key}/?size=moving")
    assert body(whole) == body(asked)


def test_an_animation_goes_with_its_message(community, member, stored, django_capture_on_commit_callbacks):
    """R-AZ-08"""
    file = attached(member, community, a_gif())

    with django_capture_on_commit_callbacks(execute=True):
        delete_post(member, file.post)

    assert stored_names(stored) == []


def test_an_animation_that_cannot_be_drawn_is_a_still_picture(member, stored, monkeypatch):
    """R-FI-03"""
    monkeypatch.setattr("core.draw._PATIENCE_MOVING", 0.01)

    file = upload_file(member, a_gif())

    assert (file.plays, Attachment.objects.get().is_image) == (0, True)
    assert moving_path(file).rpartition("/")[2] not in stored_names(stored)
