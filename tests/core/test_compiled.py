"""A query composed once gives each person what the ORM would give them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from accounts.anybody import anybody, kind_of
from accounts.models import Person
from communities.anywhere import anywhere
from communities.anywhere import kind_of as kind_of_place
from communities.models import Community
from core.compiled import A_SLUG, A_THING, THINGS, Compiled
from notifications.actions import told
from posts.loading import thread_or_none, thread_post
from posts.mentions import readers_of
from posts.models import Post
from posts.reading import read_post
from tests.factories import make_community, make_post, make_reply

pytestmark = pytest.mark.django_db
VISIBLE = Compiled(
    lambda person, slug: Community.objects.visible_to(person).filter(slug=slug),
    pretend=anybody,
    key=kind_of,
    about=(A_SLUG,),
)


def values(thing):
    return {name: value for name, value in vars(thing).items() if name not in ("_state", "_prefetched_objects_cache")}


def deep(thing):
    related = thing._state.fields_cache
    return values(thing) | {name: deep(one) if one else one for name, one in related.items()}


@pytest.mark.parametrize("visibility", Community.Visibility)
def test_each_person_gets_what_they_may_see(animator, member, outsider, administrator, visibility):
    community = make_community(animator, members=[member], slug="one", visibility=visibility)

    for person in (animator, member, outsider, administrator):
        plain = list(Community.objects.visible_to(person).filter(slug="one"))

        assert VISIBLE.objects(person, person.pk, "one") == plain
        assert [values(found) for found in plain] == [values(c) for c in VISIBLE.objects(person, person.pk, "one")]
    assert VISIBLE.objects(member, member.pk, "another") == []
    assert community.slug == "one"


def test_a_thread_has_all_the_orm_would_load(animator, member, outsider):
    community = make_community(animator, members=[member], visibility="private")
    post = make_post(animator, community, title="Which seal?")
    make_reply(member, post)

    for person in (animator, member):
        read_post(person, post)  # before that, what is new to them begins with the clock
        plain = thread_post(person).visible_to(person).get(pk=post.pk)

        assert deep(thread_or_none(person, post.pk)) == deep(plain)
    assert thread_or_none(outsider, post.pk) is None


def test_it_is_one_statement_and_what_it_found_can_be_saved(member):
    VISIBLE.objects(member, member.pk, "one")
    make_community(slug="one")

    with CaptureQueriesContext(connection) as queries:
        [found] = VISIBLE.objects(member, member.pk, "one")
    found.name = "Another name"
    found.save()

    assert len(queries) == 1
    assert Community.objects.get(slug="one").name == "Another name"


def test_what_only_one_person_is_cannot_slip_in():
    careless = Compiled(lambda person: Person.objects.filter(handle=person.handle), pretend=anybody, key=kind_of)

    with pytest.raises(Person.DoesNotExist):
        careless.objects(Person(pk=1, handle="aminata"), 1)


def test_a_moment_of_the_first_request_is_refused():
    late = Compiled(
        lambda person, pk: Post.objects.filter(pk=pk, created_at__gt=now() - timedelta(days=1)),
        pretend=lambda key: key, key=lambda person: None, about=(A_THING,),
    )  # fmt: skip

    with pytest.raises(TypeError, match="time"):
        late.objects(None, 0, 1)


@pytest.mark.parametrize("visibility", Community.Visibility)
def test_who_hears_is_the_same_in_a_statement_of_ours(animator, member, outsider, visibility):
    community = make_community(animator, members=[member], visibility=visibility)
    hearers = Compiled(
        lambda place, by: told(readers_of(place).exclude(handle="nobody%"), by),
        pretend=anywhere,
        key=kind_of_place,
        about=THINGS[:1],
    )

    sql, ids = hearers.statement(community, community.pk, animator.pk)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pk FROM ({sql}) AS told (pk, detail) WHERE detail = %s", [*ids, ""])  # noqa: S608
        found = {pk for (pk,) in cursor.fetchall()}

    assert found == set(readers_of(community).exclude(pk=animator.pk).values_list("pk", flat=True))
    assert (outsider.pk in found) == (visibility == Community.Visibility.OPEN)
