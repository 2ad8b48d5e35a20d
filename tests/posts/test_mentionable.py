"""Names offered while one types @, and the preview."""

from tests import factories


def offered(browser, address, words=""):
    answer = browser.get(address, {"q": words})
    assert answer.status_code == 200
    return [part.partition('"')[0] for part in answer.text.split('data-value="')[1:]]


def test_members_come_first_then_other_colleagues(as_, community, member, animator, outsider):
    assert offered(as_(member), "/communities/pumps/mentionable/", "g") == ["gerard"]
    assert offered(as_(member), "/communities/pumps/mentionable/", "cl") == ["claire"]
    assert offered(as_(member), "/communities/pumps/mentionable/")[-1] == "gerard"


def test_only_who_may_see_is_offered(as_, secret_community, member, animator, outsider):
    post = factories.make_post(member, secret_community)

    assert offered(as_(member), "/communities/takeover/mentionable/") == ["claire"]
    assert offered(as_(member), f"/posts/{post.pk}/mentionable/", "gér") == []


def test_accents_and_case_do_not_matter(as_, community, member, outsider):
    assert offered(as_(member), "/communities/pumps/mentionable/", "GÉR pom") == ["gerard"]


def test_the_suspended_and_machines_are_not_offered(as_, community, member, animator):
    factories.make_person("Robot", handle="robot", is_bot=True)
    animator.suspended_at = "2026-01-01T00:00Z"
    animator.save()

    assert offered(as_(member), "/communities/pumps/mentionable/") == ["bastien"]


def test_strangers_learn_nothing(as_, community, private_community, secret_community, outsider):
    """R-AZ-03"""
    browser = as_(outsider)

    codes = [browser.get(f"/communities/{slug}/mentionable/").status_code for slug in ("pumps", "bids", "takeover")]
    assert codes == [403, 403, 404]


def test_the_preview_shows_the_text_as_it_will_be(as_, community, member):
    answer = as_(member).post("/posts/preview/", {"community": "pumps", "body": "**a** @claire <script>"})

    assert "<strong>a</strong>" in answer.text
    assert 'href="/people/claire/"' in answer.text
    assert "<script>" not in answer.text
    assert "<html" not in answer.text


def test_the_preview_does_not_tell_who_belongs(as_, private_community, outsider):
    answer = as_(outsider).post("/posts/preview/", {"community": "bids", "body": "@claire"})

    assert answer.status_code == 403
    assert "Bonnefoy" not in as_(outsider).post("/posts/preview/", {"body": "@claire"}).text


def test_who_is_called_so_comes_before_those_whose_job_holds_the_letters(as_, community, member, outsider):
    """`@ge` means Gérard, not everybody in general management at Georges."""
    for name in ("Ahmet Kaya", "Anouk Vidal"):
        person = factories.make_person(name, handle=name.split()[0].lower(), title="General manager")
        community.memberships.create(person=person, role="member")
    factories.make_person("Roger Blin", handle="roger")

    found = offered(as_(member), "/communities/pumps/mentionable/", "ge")

    assert found == ["gerard", "roger", "ahmet", "anouk"]


def test_of_two_who_are_as_near_the_member_comes_first(as_, community, member, outsider):
    person = factories.make_person("Gertrude Zola", handle="gertrude")
    community.memberships.create(person=person, role="member")

    assert offered(as_(member), "/communities/pumps/mentionable/", "ge") == ["gertrude", "gerard"]
    assert offered(as_(member), "/communities/pumps/mentionable/", "ger pom") == ["gerard"]
    assert offered(as_(member), "/communities/pumps/mentionable/", "g\\m(") == []
