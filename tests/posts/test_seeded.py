"""What a host prepared and somebody else signs says so, wherever it is read."""

from posts.actions import accept_answer, publish_post, toggle_pin
from posts.models import Post, Reply
from tests.factories import make_post, make_question, make_reply

WORDS = "Prepared with Claire Bonnefoy"


def test_on_its_card_in_its_thread_and_at_the_top(as_, animator, member, community):
    post = publish_post(member, community, body="My case", seeded_by=animator)

    for path in ("/", "/communities/pumps/", post.get_absolute_url()):
        assert WORDS in as_(member).get(path).text, path
    toggle_pin(animator, post)
    assert WORDS in as_(member).get("/communities/pumps/").text


def test_not_when_the_host_signs_it_too(as_, animator, member, community):
    post = make_post(animator, community)
    Post.objects.filter(pk=post.pk).update(seeded_by=animator)

    for path in ("/communities/pumps/", post.get_absolute_url()):
        assert WORDS not in as_(member).get(path).text, path


def test_on_a_reply_too(as_, animator, coanimator, member, community):
    reply = make_reply(member, make_question(coanimator, community))
    Reply.objects.filter(pk=reply.pk).update(seeded_by=animator)

    assert as_(member).get(reply.post.get_absolute_url()).text.count(WORDS) == 1
    accept_answer(coanimator, reply)
    assert WORDS in as_(member).get(reply.post.get_absolute_url()).text
