"""Letters as they leave: written to the queue, delivered here by hand."""

import re

from django.core import mail

from communities.models import Membership
from tests.letterbox import run_letters

WORDS = {
    "why_you": "You took over the North Hospital file at the last minute.",
    "expected": "Ten minutes a week for a month, one case told.",
    "gain": "The scoring grids of the other regions before September.",
    "first_step": "Tell which of three files you would have handled otherwise.",
}


def delivered():
    """What waits in the queue, sent."""
    run_letters()
    return mail.outbox


def token_in(letter):
    return re.search(r"/invitations/([\w-]{20,})/", letter.body)[1]


def address(sent, verb=""):
    return f"/invitations/{sent[1]}/{verb}"


def is_member(community, person):
    return Membership.objects.present().filter(community=community, person=person).exists()
