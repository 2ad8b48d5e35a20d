"""What the measures are made of comes in."""

import pytest

from pulse.models import ClarityAsk, Closure
from rsenet.network.importer import import_lines
from tests.rsenet.networks import CLOSURE, NETWORK, PULSE, dump

pytestmark = pytest.mark.django_db


def test_a_pulse_without_the_moment_of_its_answer_was_answered_when_asked():
    import_lines(dump(*NETWORK, {**PULSE, "answered_at": None}))

    ask = ClarityAsk.objects.get()
    assert ask.answered_at == ask.asked_at


def test_a_day_off_of_the_whole_company_is_known_in_each_community():
    import_lines(dump(*NETWORK))
    Closure.objects.create(day=CLOSURE["day"])

    assert import_lines(dump(*NETWORK, CLOSURE))["closure"] == {"created": 0, "existing": 1}
