"""Letters as they leave: written to the queue, delivered here by hand."""

import re

from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

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
