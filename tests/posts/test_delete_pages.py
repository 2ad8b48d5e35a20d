"""The question before deleting."""

from tests import factories

HTMX = {"HX-Request": "true"}


def test_the_author_confirms(as_, post, member):
    browser = as_(member)
    page = browser.get(f"/posts/{post.pk}/delete/")
    assert 'data-rse="post.delete"' in page.text
    assert 'name="reason"' not in page.text

    answer = browser.post(f"/posts/{post.pk}/delete/")

    assert (answer.status_code, answer.url) == (303, "/communities/pumps/")
    assert browser.get(f"/posts/{post.pk}/").status_code == 404


def test_a_thread_that_serves_stays_without_its_text(as_, post, member, animator):
    factories.make_reply(animator, post)
    browser = as_(member)

    assert browser.post(f"/posts/{post.pk}/delete/").url == f"/posts/{post.pk}/"
    assert "The seal weeps" not in browser.get(f"/posts/{post.pk}/").text


def test_a_host_gives_a_reason(as_, post, coanimator):
    browser = as_(coanimator)
    assert 'name="reason"' in browser.get(f"/posts/{post.pk}/delete/").text

    wrong = browser.post(f"/posts/{post.pk}/delete/", {"reason": " "})
    post.refresh_from_db()
    assert (wrong.status_code, post.is_deleted) == (422, False)
    assert 'role="alert"' in wrong.text

    assert browser.post(f"/posts/{post.pk}/delete/", {"reason": "A client is named"}).status_code == 303
    post.refresh_from_db()
    assert post.deleted_reason == "A client is named"


def test_the_question_opens_in_place(as_, post, member):
    fragment = as_(member).get(f"/posts/{post.pk}/delete/", headers=HTMX)

    assert 'data-rse="post.delete"' in fragment.text
    assert "<html" not in fragment.text


def test_a_reply_is_deleted_the_same_way(as_, post, animator, member):
    reply = factories.make_reply(animator, post, body="Wrong idea")
    browser = as_(animator)
    assert 'data-rse="reply.delete"' in browser.get(f"/replies/{reply.pk}/delete/").text

    answer = browser.post(f"/replies/{reply.pk}/delete/")

    assert (answer.status_code, answer.url) == (303, f"/posts/{post.pk}/#reply-{reply.pk}")
    assert "Wrong idea" not in as_(member).get(f"/posts/{post.pk}/").text


def test_others_may_not(as_, post, outsider, administrator, private_community, member):
    """R-AZ-07"""
    hidden = factories.make_post(member, private_community)
    for person in (outsider, administrator):
        assert as_(person).post(f"/posts/{post.pk}/delete/", {"reason": "x"}).status_code == 403
        assert as_(person).post(f"/posts/{hidden.pk}/delete/", {"reason": "x"}).status_code == 404


def test_twice_is_told(as_, post, member):
    browser = as_(member)
    browser.post(f"/posts/{post.pk}/delete/")

    assert browser.post(f"/posts/{post.pk}/delete/").status_code == 404


def test_asking_deletes_nothing(as_, post, member):
    """R-CS-04"""
    as_(member).get(f"/posts/{post.pk}/delete/")

    post.refresh_from_db()
    assert not post.is_deleted
