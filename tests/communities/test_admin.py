"""Administrators open communities and choose their stage; they do not look inside: R-AZ-11, D1."""

import pytest
from django.core.exceptions import ValidationError

from communities.actions import change_rules
from communities.days import in_days
from communities.models import Community, Rules
from tests.factories import close, make_community

RULES = "/admin/communities/rules/1/change/"
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
    assert (community.created_by, community.stage, community.member_count) == (administrator, "draft", 1)
    assert community.slug.startswith("lost-bids-")
    assert community.memberships.get().person == coanimator
    assert community.mandates.get().person == animator
    assert community.stage_changes.get().by == administrator


def test_without_a_script_host_and_co_hosts_are_named_in_a_line(admin_browser, animator, coanimator, member):
    assert 'name="coanimators_named"' in admin_browser.get(ADD).text
    sent = form(animator, animator="", animator_named=animator.display_name)

    admin_browser.post(ADD, sent | {"coanimators_named": f"@{coanimator.handle}, {member.display_name}"})

    community = Community.objects.get()
    assert community.mandates.get().person == animator
    assert {row.person for row in community.memberships.all()} == {coanimator, member}


def test_a_name_nobody_answers_to_is_said_and_kept(admin_browser, animator):
    sent = form(animator, animator="", animator_named="Nobody Atall", coanimators_named="@ghost, Phantom")

    answer = admin_browser.post(ADD, sent)

    for words in ("Nobody Atall", "@ghost", "Phantom"):
        assert f"Nobody here answers to “{words}”." in answer.text
    assert 'value="Nobody Atall"' in answer.text
    assert 'value="@ghost, Phantom"' in answer.text
    assert not Community.objects.exists()


def test_another_host_is_named_without_a_script(admin_browser, community, outsider):
    admin_browser.post(change(community, "host/"), {"animator_named": outsider.handle})

    assert community.mandates.get().person == outsider


@pytest.mark.parametrize("wrong", [{"purpose": " "}, {"name": "\u200b"}, {"visibility": "all"}])
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


END = {"seen": "open", "stage": "archived", "reason": "Done", "ended_as": "lesson"}


def test_its_end_is_announced_and_withdrawn(admin_browser, community):
    without = admin_browser.post(change(community, "stage/"), END | {"reason": ""}, follow=True)
    assert "Say why it ends" in without.text
    odd = admin_browser.post(change(community, "stage/"), END | {"closes_on": "31/02"}, follow=True)
    assert "Enter a valid date" in odd.text

    admin_browser.post(change(community, "stage/"), END)
    community.refresh_from_db()
    assert (community.stage, community.closes_on) == ("open", in_days(community, 14))
    assert "Its end is announced for" in admin_browser.get(change(community)).text

    admin_browser.post(change(community, "stage/"), {"seen": "open", "stage": "withdrawn", "reason": "A new client"})
    community.refresh_from_db()
    assert community.closes_on is None


def test_it_is_archived_at_once_with_a_reason_and_reopened(admin_browser, community):
    admin_browser.post(change(community, "stage/"), END | {"at_once": "The client leaves today."})
    community.refresh_from_db()
    assert community.is_archived

    admin_browser.post(change(community, "stage/"), {"seen": "archived", "stage": ""})
    community.refresh_from_db()
    assert community.stage == "open"


def test_another_host_is_asked(admin_browser, community, animator, outsider):
    admin_browser.post(change(community, "host/"), {"animator": outsider.pk})

    assert community.mandates.get().person == outsider
    assert community.memberships.get(role="animator").person == animator


def test_a_closed_gate_says_what_is_missing_and_passes_with_a_reason(admin_browser, animator):
    draft = make_community(animator, stage="draft")
    assert "Future members who read it" in admin_browser.get(change(draft)).text

    refused = admin_browser.post(change(draft, "stage/"), {"seen": "draft", "stage": "seeding"}, follow=True)
    assert "have to read the sentence" in refused.text
    admin_browser.post(change(draft, "stage/"), {"seen": "draft", "stage": "seeding", "reason": "A trial"})

    step = draft.stage_changes.get(stage="seeding")
    assert step.reason == "A trial"
    assert {"readers", "substitute", "answers", "success_sign"} <= set(step.missing)


def test_of_a_secret_draft_the_gate_says_no_words(admin_browser, animator):
    """D1"""
    hidden = make_community(animator, stage="draft", visibility="secret")

    page = admin_browser.get(change(hidden)).text

    assert "Future members who read it" in page
    assert animator.display_name not in page


def test_the_rules_are_one_page(admin_browser):
    response = admin_browser.get("/admin/communities/rules/", follow=True)

    assert response.redirect_chain[-1][0] == RULES
    page = response.text
    assert all(f'name="{field.name}"' in page for field in Rules._meta.fields if field.name != "id")


def test_a_rule_is_changed_by_its_verb(admin_browser, administrator):
    numbers = {field.name: getattr(Rules(), field.name) for field in Rules._meta.fields if field.name != "id"}

    assert admin_browser.post(RULES, numbers | {"launches": 3}).status_code in (302, 303)
    assert admin_browser.post(RULES, numbers | {"launches": 4}).status_code in (302, 303)

    assert Rules.objects.count() == 1
    assert Rules.current().launches == 4
    assert admin_browser.post(RULES, numbers | {"launches": -1}).status_code in (200, 422)
    assert Rules.current().launches == 4


def test_administrators_do_not_name_themselves_where_they_may_not_read(admin_browser, private_community, administrator):
    answer = admin_browser.post(change(private_community, "host/"), {"animator": administrator.pk}, follow=True)

    assert "Name somebody else" in answer.text
    assert not private_community.memberships.filter(person=administrator).exists()


def test_reading_an_address_of_an_act_changes_nothing(admin_browser, community, administrator):
    """R-CS-04"""
    close(administrator, community)
    admin_browser.get(change(community, "stage/"), {"seen": "archived", "stage": ""})

    community.refresh_from_db()
    assert community.is_archived


def test_of_a_secret_one_the_list_says_whether_somebody_hosts_it(admin_browser, secret_community):
    assert "known to its members" in admin_browser.get("/admin/communities/community/").text

    secret_community.memberships.filter(role="animator").delete()

    page = admin_browser.get("/admin/communities/community/").text
    assert "known to its members" not in page
    assert "nobody" in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"clarity_percent": 101}, "clarity_percent"),
        ({"readers_convinced": 9, "readers": 3}, "readers_convinced"),
        ({"first_wave_least": 20, "first_wave_most": 15}, "first_wave_least"),
        ({"launches": 0}, "launches"),
    ],
)
def test_rules_that_nothing_could_meet_are_refused(administrator, wrong, field):
    with pytest.raises(ValidationError) as refusal:
        change_rules(administrator, **wrong)

    assert list(refusal.value.message_dict) == [field]


def test_every_number_is_fine_as_it_comes(administrator):
    assert change_rules(administrator, launches=3).launches == 3


def test_the_history_of_the_administration_says_in_words_what_was_done(admin_browser, community, outsider):
    admin_browser.post(change(community, "host/"), {"animator": outsider.pk})
    admin_browser.post(change(community, "grow/"), {"reason": "It needs all regions."})
    admin_browser.post(change(community, "stage/"), END | {"at_once": "The client leaves today."})
    admin_browser.post(change(community, "stage/"), {"seen": "archived", "stage": ""})

    kept = admin_browser.get(change(community, "history/")).text
    for words in ("Asked somebody to host it.", "Let it grow", "Ended it, or announced its end.", "Reopened it."):
        assert words in kept
    assert "lambda" not in kept
