"""Mail leaves through the queue: with the write or not at all, once, under one name (L-04 class A, L-05)."""

import base64
import smtplib
from datetime import timedelta
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from core import deliveries
from core.mail import Illustrated
from core.models import Delivery
from core.tasks import deliver
from rsenet.letterbox.keeping import letters
from rsenet.letterbox.showing import framed


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
def test_a_picture_travels_inside_the_html_that_shows_it(letterbox):
    message = Illustrated("A picture", "Words", to=["nadia@example.org"], pictures={"sign": b"\x89PNG picture"})
    message.attach_alternative('<img src="cid:sign" alt="">', "text/html")
    message.send()

    sent = letterbox.newest("nadia@example.org")
    assert [part.get_content_type() for part in sent.message.walk()] == [
        *("multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png")
    ]
    assert sent.text.strip() == "Words"
    assert sent.pictures == {"sign": "data:image/png;base64," + base64.b64encode(b"\x89PNG picture").decode()}
    assert f'<img src="{sent.pictures["sign"]}" alt="">' in framed(sent)


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
def test_a_job_that_runs_twice_sends_one_letter(letterbox):
    letter().send()
    packed = jobs()[0].args["letter"]

    deliver(letter=packed)
    deliver(letter=packed)

    [sent] = letters(letterbox.folder)
    assert letterbox.server.taken == 1
    assert sent.message["Message-ID"] == packed["headers"]["Message-ID"]


@pytest.mark.django_db
def test_a_letter_that_was_refused_is_tried_again_under_its_name(letterbox, settings):
    """L-05: what the server did not take is not noted as taken."""
    letter().send()
    packed = jobs()[0].args["letter"]
    there, nowhere = (
        settings.MAILERS,
        {"delivery": {**settings.MAILERS["delivery"], "OPTIONS": {"host": "127.0.0.1", "port": 9}}},
    )
    settings.MAILERS = {**there, **nowhere}
    with pytest.raises(OSError, match="refused"):
        deliver(letter=packed)

    settings.MAILERS = there
    deliver(letter=packed)

    [sent] = letters(letterbox.folder)
    noted = Delivery.objects.get()
    assert (noted.message_id, noted.tries) == (sent.message["Message-ID"], 2)
    assert noted.accepted_at


@pytest.mark.django_db
def test_a_server_that_goes_without_good_bye_has_the_letter_all_the_same(letterbox, monkeypatch):
    letter().send()
    packed = jobs()[0].args["letter"]
    monkeypatch.setattr(smtplib.SMTP, "quit", Mock(side_effect=smtplib.SMTPException("gone")))

    deliver(letter=packed)
    deliver(letter=packed)

    assert letterbox.server.taken == 1


@pytest.mark.django_db
def test_notes_of_letters_are_forgotten_after_a_month():
    """R-PR-03."""
    for age in (29, 31):
        Delivery.objects.create(message_id=f"<{age}@x>", begun_at=timezone.now() - timedelta(days=age))

    deliveries.purge()

    assert [row.message_id for row in Delivery.objects.all()] == ["<29@x>"]


def test_an_outage_of_the_mail_server_is_waited_for_a_day_and_no_longer():
    """L-05."""
    waits = []
    while decision := deliver.retry_strategy.get_retry_decision(
        exception=OSError(), job=SimpleNamespace(attempts=len(waits))
    ):
        waits.append(decision.retry_at - timezone.now())

    assert waits[0] < timedelta(minutes=1)
    assert timedelta(hours=20) < sum(waits, timedelta()) < timedelta(hours=30)
