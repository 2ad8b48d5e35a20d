"""A month in the life of a pilot, which no browser can live through: everything so far is put back in time, and people
come, ask, answer and say that they know why, by the verbs of the pages where there is one."""

from datetime import timedelta
from itertools import pairwise

from django.db.models import F
from django.utils.timezone import localdate, now

from communities.models import Membership, StageChange
from posts.actions import publish_post, reply_to
from posts.models import Post, Reply
from pulse.models import ClarityAsk, Visit

MONTH = timedelta(days=30)


def let_a_month_pass(place):
    """`place`: a pilot whose first members have just come."""
    StageChange.objects.filter(community=place).update(at=F("at") - MONTH)
    Membership.objects.filter(community=place).update(joined_at=F("joined_at") - MONTH)
    Post.objects.filter(community=place).update(
        created_at=F("created_at") - MONTH, last_activity_at=F("last_activity_at") - MONTH
    )
    stays = Membership.objects.filter(community=place, role="member").select_related("person").order_by("pk")
    members = [stay.person for stay in stays]
    _come_back(place, members)
    for n, (asks, answers) in enumerate(pairwise(members[:7])):
        _ask_and_answer(place, asks, answers, at=now() - timedelta(days=16 - n))
    for member in members[:6]:
        at = now() - timedelta(days=9)
        ClarityAsk.objects.create(community=place, person=member, asked_at=at, answered_at=at, answer="yes")


def _come_back(place, members):
    for member in members:
        for days in (29, 25, 12, 5):
            day = localdate() - timedelta(days=days)
            Visit.objects.get_or_create(community=place, person=member, day=day)


def _ask_and_answer(place, asks, answers, at):
    post = publish_post(asks, place, kind="question", title="Which setting for this tube?", body="316L, 2 mm.")
    reply = reply_to(answers, post, body="78 A, argon inside, and it holds.")
    Post.objects.filter(pk=post.pk).update(created_at=at, last_activity_at=at + timedelta(hours=2))
    Reply.objects.filter(pk=reply.pk).update(created_at=at + timedelta(hours=2))
