"""A network in which most of what people do has been done, by the actions."""

from datetime import timedelta

from django.utils.timezone import now

from accounts.lifecycle import deactivate_person, reactivate_person, suspend_person
from animation.actions import plan_post, publish_now, schedule_post
from communities.actions import (
    accept_mandate,
    announce_closing,
    archive_community,
    change_role,
    create_community,
    join_community,
    leave_community,
    propose_community,
    remove_member,
    reopen_community,
    resign_as_host,
)
from communities.days import today_in
from posts.actions import accept_answer, delete_post, delete_reply, edit_post, toggle_reaction
from pulse.actions import close_day
from pulse.models import ClarityAsk, Visit
from tests.communities import hands_over
from tests.factories import make_community, make_person, make_post, make_question, make_reply


def a_rich_world(administrator):
    """Most of what people do, done by the actions."""
    people = [
        make_person(f"Person Number {n}", title="Fitter", department="Line 3", location="Lyon") for n in range(12)
    ]
    host, second, third, fourth, *members = people
    words = {"reason": "I change jobs.", "purpose": "Share every field report on seals to halve the leaks."}
    places = [
        make_community(host, members=[second, *members], coanimators=[third], timezone="Asia/Tokyo"),
        make_community(second, members=[host, *members[:3]], visibility="private", stage="needs_help"),
        make_community(third, members=members, visibility="secret", stage="pilot"),
        make_community(fourth, stage="seeding", coanimators=[host]),
        make_community(members[0], members=members[1:], stage="thriving"),
    ]
    first, helped, secret, seeding, thriving = places
    for author, place in ((members[0], first), (second, helped), (second, helped)):
        make_post(author, place)  # as a member, and as the host: neither of which they stay
    hands_over(host, first, second)
    change_role(second, first.memberships.get(person=members[0]), "coanimator")
    remove_member(second, first.memberships.get(person=members[1]), reason="Asked to.")
    leave_community(members[2], first)
    join_community(members[2], first)
    resign_as_host(second, helped, reason=words["reason"])
    resign_as_host(third, secret, reason=words["reason"], leave=True)
    archive_community(administrator, thriving, reason="Done.", ended_as="success", at_once="The merger.")
    thriving.refresh_from_db()
    reopen_community(administrator, thriving, reason="Again.")
    ended = make_community(fourth, members=members)
    archive_community(administrator, ended, reason="Done.", ended_as="success", at_once="The merger.")
    announce_closing(fourth, make_community(fourth, members=members), reason="Done.", ended_as="success")
    draft = create_community(administrator, name="Quays", purpose=words["purpose"], animator=host)
    accept_mandate(host, draft.mandates.get(), hours=2, weeks=8)
    resign_as_host(host, draft, reason=words["reason"])
    create_community(administrator, name="Docks", purpose=words["purpose"], animator=members[3], coanimators=[host])
    propose_community(members[4], name="Silos", purpose=words["purpose"], problem="They leak.")

    question = make_question(
        members[3], first, body="  Why\r\n\r\n\r\ndoes it `leak`?  \n", title="Why «  this » seal?"
    )
    reply = make_reply(members[4], question, body=f"Ask @{host.handle}.")
    nested = make_reply(members[3], question, parent=reply)
    make_reply(members[4], question, parent=nested)
    delete_reply(second, make_reply(members[5], question, parent=reply), reason="Twice.")
    accept_answer(members[3], reply)
    edited = make_question(members[5], first, title="Before?")
    edit_post(members[5], edited, version=edited.version, title="After?", body="After.\n\n- one\n")
    deleted = make_question(members[5], first)
    make_reply(members[6], deleted)
    toggle_reaction(members[6], deleted, "thanks")
    delete_post(second, deleted, reason="Off topic.")
    toggle_reaction(members[3], reply, "thanks")
    toggle_reaction(members[4], question, "useful")
    for place in (helped, secret):
        make_post(members[2], place)
    publish_now(fourth, plan_post(fourth, seeding, kind="question", title="Which?", body="Ring 13 or 14?"))
    schedule_post(fourth, plan_post(fourth, seeding, body="Later."), at=now() + timedelta(hours=2))
    make_post(members[3], first, seeded_by=second)
    close_day(administrator, now().date())
    close_day(administrator, now().date() - timedelta(days=1), first)
    for n, person in enumerate(members[2:]):
        Visit.objects.bulk_create(
            [
                Visit(community=first, person=person, day=today_in(first) - timedelta(days=days))
                for days in range(1, 3 + n)
            ]
        )
        asked_at = now() - timedelta(days=2)
        said = {"answer": "no" if n else "yes", "answered_at": asked_at + timedelta(hours=1)} if n < 5 else {}
        ClarityAsk.objects.create(community=first, person=person, asked_at=asked_at, **said)
    for person in (members[6], fourth):  # the second hosts
        deactivate_person(administrator, person)
    reactivate_person(administrator, fourth)
    suspend_person(administrator, members[5])
    make_person("Robot", is_bot=True, language="fr")
