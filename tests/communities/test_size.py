"""Communities keep a human size."""

import pytest

from communities.actions import join_community, let_grow
from communities.models import Community
from core.policies import Conflict
from tests.factories import make_community


def sized(n, animator=None):
    community = make_community(animator, slug="large")
    Community.objects.filter(pk=community.pk).update(member_count=n)
    community.refresh_from_db()
    return community


def test_nobody_more_joins_a_very_large_one_without_a_written_reason(as_, outsider, administrator):
    community = sized(150)

    with pytest.raises(Conflict, match="150 members"):
        join_community(outsider, community)

    url = f"/admin/communities/community/{community.pk}/grow/"
    as_(administrator).post(url, {"reason": "It finds the one expert in three thousand."})
    join_community(outsider, community)
    community.refresh_from_db()
    assert community.member_count == 151


def test_only_administrators_let_it_grow(animator):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        let_grow(animator, sized(150, animator), reason="More is more.")


@pytest.mark.parametrize(("members", "said"), [(50, False), (51, True)])
def test_its_hosts_read_that_two_would_know_better_why(as_, animator, members, said):
    sized(members, animator)

    page = as_(animator).get("/communities/large/gate/").text

    assert ("would two communities" in page) is said


def test_who_belongs_already_joins_again_without_a_word(outsider):
    community = make_community(members=[outsider])
    Community.objects.filter(pk=community.pk).update(member_count=200)

    assert join_community(outsider, community).person == outsider
