"""Administrators open communities and choose their stage; they do not look inside: R-AZ-11, D1."""

import pytest

from communities.actions import archive_community
from communities.models import Community

ADD = "/admin/communities/community/add/"
PURPOSE = "Tell every lost bid within the week, so that the next ones start better prepared."


@pytest.fixture
def admin_browser(as_, administrator):
    return as_(administrator)


def form(host, **fields):
    return {
        "name": "Lost bids",
        "purpose": PURPOSE,
        "animator": host.pk,
        "visibility": "open",
        "stage": "draft",
        **fields,
    }


def change(community, verb=""):
    return f"/admin/communities/community/{community.pk}/{verb or 'change/'}"


def test_the_form_has_help_and_people_by_name(admin_browser):
    page = admin_browser.get(ADD).text

    assert 'data-rse="community.create"' in page
    assert "If it could describe any group" in page
    assert "data-autocomplete" in page or "admin-autocomplete" in page


def test_a_community_is_created_by_its_verb(admin_browser, administrator, animator, coanimator):
    response = admin_browser.post(ADD, form(animator, coanimators=[coanimator.pk], visibility="secret"))

    community = Community.objects.get()
    assert response.status_code in (302, 303)
    assert (community.created_by, community.stage, community.member_count) == (administrator, "draft", 2)
    assert community.slug.startswith("lost-bids-")
    assert dict(community.memberships.values_list("person__handle", "role")) == {
        "claire": "animator",
        "bastien": "coanimator",
    }
    assert community.stage_changes.get().by == administrator


@pytest.mark.parametrize("wrong", [{"purpose": " "}, {"name": "\u200b"}, {"animator": ""}, {"stage": "archived"}])
def test_what_is_missing_is_said_and_the_text_kept(admin_browser, animator, wrong):
    response = admin_browser.post(ADD, form(animator, coanimators=[], **wrong))

    assert 'role="alert"' in response.text
    if "purpose" not in wrong:
        assert PURPOSE in response.text
    assert not Community.objects.exists()


def test_nobody_who_cannot_sign_in_is_made_host(admin_browser, animator):
    animator.is_active = False
    animator.save()

    admin_browser.post(ADD, form(animator))

    assert not Community.objects.exists()


@pytest.mark.parametrize("who", ["animator", "member", "outsider"])
def test_others_do_not_find_it(as_, community, who, request):
    browser = as_(request.getfixturevalue(who))

    for url in (ADD, "/admin/communities/community/", change(community), change(community, "stage/")):
        assert browser.get(url).status_code in (302, 404)
        assert "Create the community" not in browser.get(url, follow=True).text
    assert browser.post(ADD, {}).status_code in (302, 404)


def test_a_secret_community_shows_its_name_and_counts(admin_browser, secret_community, animator, member):
    """D1"""
    for page in (
        admin_browser.get("/admin/communities/community/").text,
        admin_browser.get(change(secret_community)).text,
    ):
        assert secret_community.name in page
        assert secret_community.purpose not in page
        assert animator.display_name not in page
        assert member.display_name not in page


def test_there_are_no_tables_of_members_nor_of_invitations(admin_browser, community):
    assert admin_browser.get("/admin/communities/membership/").status_code == 404
    assert admin_browser.get("/admin/communities/invitation/").status_code == 404


def test_what_a_community_says_of_itself_is_not_changed_here(admin_browser, community):
    admin_browser.post(change(community), {"name": "Other", "purpose": "Other", "visibility": "secret"})

    community.refresh_from_db()
    assert (community.name, community.visibility) == ("Pumps", "open")
    assert admin_browser.post(change(community, "delete/"), {"post": "yes"}).status_code == 403


def test_the_next_stage_is_chosen_from_the_one_on_the_page(admin_browser, community, administrator):
    assert 'value="thriving"' in admin_browser.get(change(community)).text

    admin_browser.post(change(community, "stage/"), {"seen": "open", "stage": "thriving", "reason": "Lively"})
    second = admin_browser.post(change(community, "stage/"), {"seen": "open", "stage": "needs_help"}, follow=True)

    community.refresh_from_db()
    assert community.stage == "thriving"
    assert community.stage_changes.order_by("-pk")[0].by == administrator
    assert "has changed meanwhile" in second.text


def test_it_is_archived_with_a_reason_and_reopened(admin_browser, community):
    without = admin_browser.post(change(community, "stage/"), {"seen": "open", "stage": "archived"}, follow=True)
    assert "Say why it ends" in without.text

    admin_browser.post(
        change(community, "stage/"), {"seen": "open", "stage": "archived", "reason": "Done", "ended_as": "lesson"}
    )
    community.refresh_from_db()
    assert community.is_archived

    admin_browser.post(change(community, "stage/"), {"seen": "archived", "stage": ""})
    community.refresh_from_db()
    assert community.stage == "open"


def test_another_host_is_named(admin_browser, community, outsider):
    admin_browser.post(change(community, "host/"), {"animator": outsider.pk})

    assert community.memberships.get(role="animator").person == outsider


def test_administrators_do_not_name_themselves_where_they_may_not_read(admin_browser, private_community, administrator):
    answer = admin_browser.post(change(private_community, "host/"), {"animator": administrator.pk}, follow=True)

    assert "Name somebody else" in answer.text
    assert not private_community.memberships.filter(person=administrator).exists()


def test_reading_an_address_of_an_act_changes_nothing(admin_browser, community, administrator):
    """R-CS-04"""
    archive_community(administrator, community, reason="Done")
    admin_browser.get(change(community, "stage/"), {"seen": "archived", "stage": ""})

    community.refresh_from_db()
    assert community.is_archived
