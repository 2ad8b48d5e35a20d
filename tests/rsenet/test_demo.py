"""The demo network: alive, told once, and honest about who can sign in."""

import io
import json
import re
import tempfile
from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.test import RequestFactory, TestCase, override_settings
from django.utils.timezone import now

from accounts.models import Person
from communities.absences import who_may_stand_in
from communities.days import today_in
from communities.gates import gate
from communities.hosting import hosting_of
from communities.invitations import hashed
from communities.models import Absence, Closing, Community, Invitation, Membership, Rules, StageChange
from notifications.models import Notification
from notifications.sentences import CLOSES
from posts.models import Attachment, FeedMark, Post, Reaction, Reply
from pulse.asking import APART
from pulse.models import ClarityAsk
from rsenet.demo import description, dressing
from rsenet.demo.access import password
from rsenet.demo.calendar import PARIS, Calendar
from rsenet.demo.filling import fill, is_filled
from rsenet.demo.letters import token
from rsenet.demo.script import Script
from rsenet.demo.story import story
from rsenet.network.exporter import export_lines
from rsenet.network.importer import import_lines
from rsenet.network.lines import read
from tests.rsenet.networks import again

SECRET = "one-installation-" + "x" * 40


def demo(*options):
    """What the command prints."""
    out = io.StringIO()
    call_command("demo", *options, stdout=out)
    return out.getvalue()


@override_settings(SECRET_KEY=SECRET)
class TestTheDemo(TestCase):
    """Filled once; each test undoes what it does."""

    @classmethod
    def setUpTestData(cls):
        cls.place = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.enterClassContext(override_settings(DATA_DIR=cls.place, MEDIA_ROOT=cls.place / "files"))
        cls.told = json.loads(demo("--json"))

    def test_the_description_has_the_promised_shape(self):
        assert list(self.told) == ["base_url", "password", "people", "communities", "invitation_links"]
        assert self.told["base_url"] == settings.BASE_URL
        assert list(self.told["people"]) == [
            "admin", "animator", "coanimator", "member", "newcomer", "outsider", "invited", "suspended",
            "former_member",
        ]  # fmt: skip
        assert all(set(person) == {"email", "handle", "name"} for person in self.told["people"].values())
        assert set(self.told["communities"]) == {"open", "private", "secret", "seeding", "draft", "archived", "large"}
        for place in self.told["communities"].values():
            assert set(place) == {"slug", "name", "post_id", "reply_id"}
            assert Post.objects.get(pk=place["post_id"]).community.slug == place["slug"]
        with_replies = [place for place in self.told["communities"].values() if place["reply_id"]]
        assert all(Reply.objects.get(pk=place["reply_id"]).post_id == place["post_id"] for place in with_replies)
        assert set(self.told["invitation_links"]) == {"valid", "expired", "used", "revoked"}
        assert json.loads((self.place / "demo.json").read_text()) == self.told
        assert (self.place / "demo.json").stat().st_mode & 0o077 == 0

    def test_everybody_is_where_their_role_says(self):
        def person(role):
            return Person.objects.get(handle=self.told["people"][role]["handle"])

        def place(name):
            return Community.objects.get(slug=self.told["communities"][name]["slug"])

        def role(who, where):
            stay = Membership.objects.present().filter(person=person(who), community=place(where)).first()
            return stay and stay.role

        assert [place(name).visibility for name in ("open", "private", "secret")] == ["open", "private", "secret"]
        assert [place(name).stage for name in ("seeding", "draft", "archived")] == ["seeding", "draft", "archived"]
        assert person("admin").is_staff
        assert (role("animator", "open"), role("coanimator", "open")) == ("animator", "coanimator")
        assert [role("member", name) for name in ("open", "private", "secret")] == ["member"] * 3
        assert [role("outsider", name) for name in ("open", "private", "secret")] == [None] * 3
        assert [role("former_member", name) for name in ("open", "private", "secret")] == [None] * 3
        assert person("former_member").memberships.exclude(left_at=None).count() >= 3
        assert person("suspended").is_suspended
        assert person("suspended").is_active
        assert Post.objects.filter(author=person("member")).exists()

    def test_all_of_them_sign_in_with_the_one_password(self):
        for who in self.told["people"].values():
            assert (
                authenticate(RequestFactory().post("/"), email=who["email"], password=self.told["password"]).handle
                == who["handle"]
            )
        others = Person.objects.exclude(email__in=[who["email"] for who in self.told["people"].values()])
        assert not any(person.has_usable_password() for person in others)
        assert re.fullmatch(r"[a-z2-7]{4}(-[a-z2-7]{4}){3}", self.told["password"])

    def test_the_password_is_this_installation_s_own(self):
        with override_settings(SECRET_KEY="another-installation"):
            assert password() != self.told["password"]

    def test_the_second_time_changes_nothing(self):
        Post.objects.filter(pk=self.told["communities"]["open"]["post_id"]).update(title="Changed by a visitor")
        before = list(export_lines())
        passwords = list(Person.objects.order_by("pk").values_list("password", flat=True))

        again = json.loads(demo("--json"))

        assert again == self.told
        assert list(export_lines()) == before
        assert list(Person.objects.order_by("pk").values_list("password", flat=True)) == passwords

    def test_an_older_network_gets_what_it_lacked_and_keeps_what_was_done_there(self):
        lacking = Community.objects.get(uid="fournisseurs-fiables")
        Post.objects.filter(community=lacking).delete()
        lacking.delete()
        Person.objects.filter(uid="aminata").update(bio="My own words.")

        demo()

        assert is_filled()
        assert Community.objects.get(uid="fournisseurs-fiables").motto
        assert Person.objects.get(uid="aminata").bio == "My own words."

    def test_it_goes_out_and_comes_into_an_empty_database_the_same(self):
        once, twice = again()

        assert len(once) > 2000
        assert twice == once

    def test_a_lost_description_is_told_again(self):
        (self.place / "demo.json").unlink()

        out = demo()

        assert self.told["password"] in out
        assert all(who["email"] in out for who in self.told["people"].values())
        assert json.loads((self.place / "demo.json").read_text()) == self.told

    def test_another_key_makes_another_password_and_other_links(self):
        with override_settings(SECRET_KEY="another-key"):
            again = json.loads(demo("--json"))

        assert again["password"] != self.told["password"]
        assert again["invitation_links"] != self.told["invitation_links"]
        member = again["people"]["member"]
        assert authenticate(RequestFactory().post("/"), email=member["email"], password=again["password"])
        demo()

    def test_it_is_alive(self):
        member = Person.objects.get(handle=self.told["people"]["member"]["handle"])
        mine = Post.objects.visible_to(member)

        assert Person.objects.count() >= 60
        assert Community.objects.count() >= 9
        assert Post.objects.count() >= 100
        assert Reply.objects.count() >= 300
        assert mine.filter(last_activity_at__gt=now() - timedelta(hours=3)).exists()
        assert Notification.objects.visible_to(member).unread().exists()
        assert FeedMark.objects.filter(person=member, community=None, visited_at__lt=now()).exists()
        assert Post.objects.exclude(pinned_at=None).exists()
        assert Post.objects.exclude(accepted_reply=None).exists()
        assert not Person.objects.filter(is_bot=False, photo="").exists()
        assert Community.objects.exclude(motto="").count() >= 9

    def test_pictures_are_served_with_their_posts(self):
        found = Attachment.objects.select_related("post__author")

        assert {file.name for file in found} == {"pompe.webp", "soudure.webp"}
        assert all(file.is_image and file.alt and file.uploader == file.post.author for file in found)
        assert all((self.place / "files" / file.path).exists() for file in found)

    def test_nothing_happens_in_the_future_or_before_its_cause(self):
        moment = now()
        assert not Post.objects.filter(created_at__gt=moment).exists()
        assert not Reply.objects.filter(created_at__gt=moment).exists()
        assert not Reaction.objects.filter(created_at__gt=moment).exists()
        assert not Notification.objects.filter(updated_at__gt=moment).exists()
        assert all(reply.created_at > reply.post.created_at for reply in Reply.objects.select_related("post"))
        assert not StageChange.objects.filter(at__gt=moment).exists()
        for stay in Membership.objects.select_related("community", "person"):
            assert stay.person.created_at <= stay.joined_at
            assert stay.community.created_at <= stay.joined_at

    def test_each_community_has_the_life_that_led_to_its_stage(self):
        for community in Community.objects.all():
            steps = list(StageChange.objects.filter(community=community).order_by("at", "pk"))
            began = "idea" if community.stage == "idea" else "draft"
            assert (steps[0].stage, steps[-1].stage) == (began, community.stage)
            assert steps[0].at == community.created_at

    def test_no_step_was_taken_before_its_time_without_a_reason(self):
        rules = Rules.current()
        least = {"pilot": rules.seeding_days, "open": rules.pilot_days, "thriving": rules.thriving_days}
        for community in Community.objects.all():
            steps = list(StageChange.objects.filter(community=community).order_by("at", "pk"))
            for before, step in pairwise(steps):
                days = (step.at - before.at).days
                assert step.reason or days >= least.get(step.stage, 0), (community.name, step.stage, days)
                assert step.reason or step.stage != "thriving"

    def test_never_were_more_launched_at_once_than_the_rules_allow_without_a_reason(self):
        """At each moment one began, those that had begun before and had not opened."""
        launching, spans = Community.Stage.launching(), []
        for community in Community.objects.all():
            steps = list(StageChange.objects.filter(community=community).order_by("at", "pk"))
            begun = next((step for step in steps if step.stage in launching), None)
            if begun is not None:
                over = next((step.at for step in steps if step.at > begun.at and step.stage not in launching), now())
                spans.append((begun, over))

        assert len(spans) >= 10
        for begun, _over in spans:
            others = [other.community.name for other, over in spans if other.at < begun.at < over]
            has_reason = begun.reason and "launch_place" in begun.missing
            assert len(others) < Rules.current().launches or has_reason, (begun.community.name, others)

    def test_who_is_in_a_pilot_is_asked_whether_they_know_why_never_by_two_in_a_month(self):
        for who, asked in groupby(ClarityAsk.objects.order_by("person", "asked_at"), key=lambda ask: ask.person_id):
            told = [(ask.community_id, ask.asked_at.astimezone(PARIS).date()) for ask in asked]
            for (place, before), (other, after) in pairwise(told):
                assert place == other or (after - before).days >= APART, who
        for pilot in Community.objects.filter(stage="pilot"):
            answers = ClarityAsk.objects.filter(community=pilot).exclude(answer="")
            assert answers.count() >= Rules.current().clarity_answers, pilot.name
        lacking = {pilot.uid: gate(pilot, "open").missing for pilot in Community.objects.filter(stage="pilot")}
        assert lacking["mises-en-service-export"] == []
        assert [one.code for one in lacking["soudure-du-premier-coup"]] == ["clarity"]

    def test_an_end_is_announced_and_a_host_is_away_with_somebody_who_answers(self):
        closing = Closing.objects.standing().get()
        assert closing.community.closes_on == closing.closes_on
        assert (closing.closes_on - closing.announced_at.date()).days >= Rules.current().notice_days
        assert Notification.objects.filter(community=closing.community, detail__startswith=CLOSES).exists()
        away = Absence.objects.with_answers().get()
        assert away.starts_on <= today_in(away.community) <= away.ends_on
        assert away.answering in who_may_stand_in(away.community, hosting_of(away.community))

    def test_the_invitations_are_in_their_states(self):
        def invitation(state):
            assert self.told["invitation_links"][state] == f"{self.told['base_url']}/invitations/{token(state)}/"
            return Invitation.objects.get(token_hash=hashed(token(state)))

        assert invitation("valid") in Invitation.objects.pending()
        assert invitation("valid").email == self.told["people"]["invited"]["email"]
        assert invitation("expired").expires_at < now()
        assert invitation("used").answer == "accepted"
        assert invitation("revoked").revoked_at is not None

    def test_the_demo_survives_the_network_format(self):
        once = [line.encode() for line in export_lines()]

        assert all(read(number, line) for number, line in enumerate(once, 1))
        assert sum(count["created"] for count in import_lines(once).values()) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("moment", [datetime(2026, 11, 22, 3, tzinfo=UTC), datetime(2027, 1, 1, 12, tzinfo=UTC)])
def test_the_story_fits_any_day(moment):
    lines = [json.dumps(line).encode() for line in Script(story(), Calendar(moment)).lines()]

    assert import_lines(lines)["post"]["created"] == sum(len(place["post"]) for place in story().communities)


@pytest.mark.django_db
def test_a_network_with_other_people_keeps_them(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(dressing, "PORTRAITS", tmp_path)
    Person.objects.create_user("somebody@example.org", handle="aminata", display_name="Aminata Ndiaye")

    fill()

    assert is_filled()
    assert Person.objects.get(uid="aminata").handle == "aminata-2"
    assert description.describe()["people"]["member"]["handle"] == "aminata-2"
