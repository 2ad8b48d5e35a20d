"""Mail leaves through the queue: with the write or not at all, once, under one name (L-04 class A, L-05)."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from core.tasks import deliver
from rsenet.letterbox.keeping import letters


def letter():
    message = EmailMultiAlternatives("A question", "Plain words", to=["nadia@example.org"], headers={"X-Kind": "test"})
    message.attach_alternative("<p>Plain words</p>", "text/html")
    return message


def jobs():
    return ProcrastinateJob.objects.filter(task_name="core.deliver").order_by("-id")


@pytest.mark.django_db
def test_a_letter_waits_in_the_queue_and_its_job_sends_it_whole(letterbox):
    letter().send()
    assert letters(letterbox.folder) == []

    deliver(**jobs()[0].args)

    [sent] = letters(letterbox.folder)
    assert (sent.subject, sent.text.strip(), sent.to) == ("A question", "Plain words", ["nadia@example.org"])
    assert sent.html.strip() == "<p>Plain words</p>"
    assert sent.message["X-Kind"] == "test"


@pytest.mark.django_db
def test_a_letter_in_french_arrives_as_it_was_written(letterbox):
    words = "L’été, 1 000 € ; « déjà vu » …"
    EmailMultiAlternatives(words, words, "Émilie Faure <rsenet@example.org>", ["nadia@example.org"]).send()

    sent = letterbox.newest("nadia@example.org")
    assert (sent.subject, sent.text.strip(), sent.sender) == (words, words, "Émilie Faure <rsenet@example.org>")


@pytest.mark.django_db
def test_a_write_that_is_undone_sends_nothing(letterbox):
    before = jobs().count()
    with transaction.atomic():
        letter().send()
        transaction.set_rollback(True)

    assert jobs().count() == before


@pytest.mark.django_db
def test_a_job_that_runs_twice_sends_the_same_letter(letterbox):
    letter().send()
    packed = jobs()[0].args["letter"]

    deliver(letter=packed)
    deliver(letter=packed)

    first, second = letters(letterbox.folder)
    assert first.message["Message-ID"] == second.message["Message-ID"]


def test_an_outage_of_the_mail_server_is_waited_for_a_day_and_no_longer():
    """L-05."""
    waits = []
    while decision := deliver.retry_strategy.get_retry_decision(
        exception=OSError(), job=SimpleNamespace(attempts=len(waits))
    ):
        waits.append(decision.retry_at - timezone.now())

    assert waits[0] < timedelta(minutes=1)
    assert timedelta(hours=20) < sum(waits, timedelta()) < timedelta(hours=30)
