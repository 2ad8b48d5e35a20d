"""What the hosts of the tour have prepared, in every state it can be in."""

from datetime import timedelta

from django.utils.timezone import now

from animation.actions import approve_text, ask_signature, decline_text, plan_post, publish_now, schedule_post
from animation.models import PlannedPost


def plans(people, rich):
    claire, aminata, pumps = people["claire"], people["aminata"], people["pumps"]
    soon = now() + timedelta(hours=1)
    plan_post(claire, pumps, title="For the next {deadline}, A or B?", kind="question", body="- A: {first}\n- B: drum")
    publish_now(claire, plan_post(claire, pumps, body="What last week taught us"))
    planned = schedule_post(claire, plan_post(claire, pumps, author=aminata, title="My curve", body=rich), at=soon)
    agreed = schedule_post(claire, plan_post(claire, pumps, author=aminata, body="Seen at Thiers"), at=soon)
    approve_text(aminata, agreed, version=1, title="", body="Seen at Thiers, on a Monday")
    declined = ask_signature(claire, plan_post(claire, pumps, author=people["gerard"], body="The third pump"))
    decline_text(people["gerard"], declined, words="Not mine")
    refused = plan_post(claire, pumps, author=people["gerard"], body="The fourth pump")
    PlannedPost.objects.filter(pk=refused.pk).update(publish_at=now(), refusal="unsigned", refused_at=now())
    schedule_post(claire, plan_post(claire, pumps, body="On a Sunday"), at=_sunday())
    return {"planned": planned.pk, "refused": refused.pk}


def _sunday():
    return now() + timedelta(days=13 - now().weekday())
