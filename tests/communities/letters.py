"""Letters as they leave: written to the queue, delivered here by hand."""

import re

from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from communities.models import Membership
from core.mail import send

WORDS = {
    "why_you": "You took over the North Hospital file at the last minute.",
    "expected": "Ten minutes a week for a month, one case told.",
    "gain": "The scoring grids of the other regions before September.",
    "first_step": "Tell which of three files you would have handled otherwise.",
}


def delivered():
    """What waits in the queue, sent."""
    for job in ProcrastinateJob.objects.filter(task_name="core.deliver").order_by("id"):
        send(job.args["letter"])
    return mail.outbox


def token_in(letter):
    return re.search(r"/invitations/([\w-]{20,})/", letter.body)[1]


def address(sent, verb=""):
    return f"/invitations/{sent[1]}/{verb}"


def is_member(community, person):
    return Membership.objects.present().filter(community=community, person=person).exists()
