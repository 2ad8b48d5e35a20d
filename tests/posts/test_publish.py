"""Publishing a post."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.policies import Conflict
from posts.actions import publish_post
from posts.events import PersonMentioned, PostPublished
from posts.models import Draft, Follow, Mention, Post
from tests import factories
from tests.communities import heard


def test_a_member_publishes(community, member):
    with heard(PostPublished) as facts:
        post = publish_post(member, community, body="The **seal** weeps.")

    assert post.html == "<p>The <strong>seal</strong> weeps.</p>\n"
    assert (post.excerpt_html, post.is_long) == (post.html, False)
    assert (post.last_activity_at, post.last_activity_by) == (post.created_at, member)
    assert Follow.objects.filter(person=member, post=post, muted=False).exists()
    assert facts == [PostPublished(post)]


def test_a_question_is_its_title(community, member):
    post = publish_post(member, community, kind="question", title="Who knows this seal?")

    assert post.is_open_question
    with pytest.raises(ValidationError) as refusal:
        publish_post(member, community, kind="question", body="Who knows?")
    assert "title" in refusal.value.message_dict


@pytest.mark.parametrize("body", ["", "   \n\t ", "\u200b\u200d", "\x00\x01"])
def test_an_empty_message_is_refused(community, member, body):
    with pytest.raises(ValidationError) as refusal:
        publish_post(member, community, body=body, title="Only a title")

    assert refusal.value.message_dict["body"] == ["Write your message first, then publish it."]


@pytest.mark.parametrize(("body", "title"), [("a" * 20_001, ""), ("a", "t" * 201)])
def test_a_text_too_long_is_refused(community, member, body, title):
    """R-RB-02"""
    with pytest.raises(ValidationError):
        publish_post(member, community, body=body, title=title)


def test_line_ends_of_browsers_count_once(community, member):
    post = publish_post(member, community, body="a\r\n" * 9_999 + "a")

    assert len(post.body) == 19_999


def test_what_no_keyboard_types_is_removed(community, member):
    """R-RB-01, R-UN-01: controls go, right-to-left text stays."""
    post = publish_post(member, community, title="Se\x00al\u202e", body="\x00a\x08\u202eb\ttab שלום\u200f\n    code")

    assert post.title == "Seal"
    assert post.body == "ab\ttab שלום\u200f\n    code"


def test_an_employee_who_is_no_member_only_reads(community, outsider, administrator):
    for person in (outsider, administrator):
        with pytest.raises(PermissionDenied):
            publish_post(person, community, body="Hello")


def test_nothing_is_published_in_an_archived_community(community, archived, animator):
    archived()

    with pytest.raises(Conflict):
        publish_post(animator, community, body="Hello")


def test_an_archived_community_is_seen_as_it_is_now(community, archived, member):
    """The caller's own copy may be old."""
    stale = type(community).objects.get(pk=community.pk)
    archived()

    with pytest.raises(Conflict):
        publish_post(member, stale, body="Hello")


def test_a_retry_finds_the_first_post(community, member):
    """R-RC-01"""
    key = uuid4()
    with heard(PostPublished) as facts:
        first = publish_post(member, community, body="Hello", idempotency_key=key)
        again = publish_post(member, community, body="Hello", idempotency_key=key)

    assert first == again
    assert len(facts) == 1


def test_other_words_under_the_same_key_are_refused(community, member):
    """R-RC-01"""
    key = uuid4()
    publish_post(member, community, body="Hello", idempotency_key=key)

    with pytest.raises(ValidationError):
        publish_post(member, community, body="Other", idempotency_key=key)
    assert Post.objects.count() == 1


def test_two_people_may_send_the_same_key(community, member, animator):
    key = uuid4()
    posts = {publish_post(person, community, body="Hello", idempotency_key=key) for person in (member, animator)}

    assert len(posts) == 2


def test_the_draft_of_the_place_goes(community, member, post):
    Draft.objects.create(person=member, community=community, body="Hello")
    Draft.objects.create(person=member, post=post, body="A reply")

    publish_post(member, community, body="Hello")

    assert [draft.body for draft in Draft.objects.all()] == ["A reply"]


def test_somebody_called_by_name_hears_of_it(community, member, animator):
    with heard(PersonMentioned) as facts:
        post = publish_post(member, community, body="@claire @Claire, @aminata: `@bastien` knows")

    assert [(fact.mention.person, fact.by) for fact in facts] == [(animator, member)]
    assert [mention.person for mention in Mention.objects.filter(post=post)] == [animator]
    assert 'href="/people/claire/"' in post.html
    assert "@bastien" in post.html


def test_colleagues_are_called_in_open_communities_only(community, secret_community, member, outsider):
    """R-RT-02: nobody is told of what they may not see."""
    publish_post(member, community, body="@gerard")
    post = publish_post(member, secret_community, body="@gerard")

    assert Mention.objects.filter(person=outsider).count() == 1
    assert post.html == "<p>@gerard</p>\n"


def test_who_left_or_is_suspended_is_not_called(private_community, member, animator):
    former = factories.make_person("Former", handle="former")
    private_community.memberships.create(person=former, left_at="2026-01-01T00:00Z", left_reason="left")
    animator.suspended_at = "2026-01-01T00:00Z"
    animator.save()

    publish_post(member, private_community, body="@former @claire")

    assert not Mention.objects.exists()


def test_in_a_community_being_prepared_only_hosts_are_called(animator, member):
    draft = factories.make_community(animator, members=[member], stage="seeding")

    publish_post(animator, draft, body="@aminata")

    assert not Mention.objects.exists()


def test_fifty_people_at_most_are_called(community, member):
    """R-RB-02"""
    people = [factories.make_person(f"P {n}", handle=f"p{n}") for n in range(51)]
    calls = [f"@{person.handle}" for person in people]

    publish_post(member, community, body=" ".join(calls[:50]))
    with pytest.raises(ValidationError):
        publish_post(member, community, body=" ".join(calls))


def test_names_nobody_has_are_not_counted(community, member):
    publish_post(member, community, body=" ".join(f"@nobody{n}" for n in range(900)))


def test_a_long_text_has_an_excerpt(community, member):
    post = publish_post(member, community, body="\n\n".join(["word " * 60] * 20))

    assert post.is_long
    assert len(post.excerpt_html) < len(post.html) / 3


def test_publishing_takes_few_statements(community, member, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        publish_post(member, community, body="Hello", idempotency_key=uuid4())


def test_a_host_publishes_what_a_member_agreed_to_sign(community, animator, member):
    post = publish_post(member, community, body="Hello", seeded_by=animator)

    assert (post.author, post.seeded_by) == (member, animator)


def test_nobody_else_publishes_in_anothers_name(community, animator, member, outsider):
    for author, by in ((animator, member), (outsider, animator), (member, outsider)):
        with pytest.raises(PermissionDenied):
            publish_post(author, community, body="Hello", seeded_by=by)


def test_what_comes_from_elsewhere_leaves_the_draft(community, member):
    factories.make_draft(member, community=community)

    publish_post(member, community, body="Hello", keeps_draft=True)

    assert Draft.objects.filter(person=member).exists()
