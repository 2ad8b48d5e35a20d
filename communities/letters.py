"""The letters of this room. Each is composed when it leaves: what was withdrawn, answered or made stricter meanwhile
is taken into account (R-AZ-13, R-RT-02)."""

from email.utils import formataddr, parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from accounts.models import Person
from communities import tile_pictures
from communities.colours import colours
from communities.happenings import latest
from communities.invitations import Standing, colleague_of, host_now, is_shut_out, standing
from communities.models import Community, HostQuestion, Invitation, Membership
from communities.unsubscribing import one_click, one_click_of
from core import letters, mail


def send_invitation(pk: int, token: str) -> None:
    _send(pk, token, is_reminder=False)


def send_reminder(pk: int, token: str) -> None:
    _send(pk, token, is_reminder=True)


def invitation_letter(
    invitation: Invitation, link: str, colleague: Person | None, *, is_reminder: bool = False
) -> EmailMultiAlternatives:
    """In the words of who invites, in their name. Of a secret community it says nothing: the page does (R-PR-07)."""
    community = invitation.community
    is_secret = community.is_secret
    context = {
        "invitation": invitation,
        "community": community,
        "inviter": invitation.inviter,
        "first_name": colleague.first_name if colleague else "",
        "is_secret": is_secret,
        "is_reminder": is_reminder,
        "happening": latest(community, invitation.created_at) if is_reminder else None,
        "others": max(community.member_count - 1, 0),
        "colours": colours(community.hue),
        "link": link,
    }
    language = colleague.language if colleague else invitation.inviter.language
    template = "emails/communities/reminder.html" if is_reminder else "emails/communities/invitation.html"
    pictures = {} if is_secret else {"tile": tile_pictures.picture(community.tile, community.hue)}
    letter = letters.compose(template, invitation.email, context, language=language, pictures=pictures)
    return _from(invitation.inviter, letter)


def trial_letter(invitation: Invitation, to: Person, link: str) -> EmailMultiAlternatives:
    """The same, sent to who wrote it: its link leads back to the preparation."""
    letter = invitation_letter(invitation, link, to)
    letter.to = [to.email]
    return letter


def send_question(pk: int) -> None:
    """To who hosts: somebody who is invited, or a member, asks something before going further."""
    question = _questions().filter(pk=pk, answered_at=None).first()
    host = host_of(question) if question else None
    if question is None or host is None:
        return
    community = question.community
    stay = _stay(community, host)
    if stay is None or stay.rhythm == Membership.Rhythm.SILENT:
        return  # told in the network alone
    context = {
        "question": question,
        "community": community,
        "who": asker_of(question),
        "is_secret": community.is_secret,
        "link": settings.BASE_URL + reverse("communities:question", args=[community.slug, question.pk]),
    }
    letter = letters.compose("emails/communities/question.html", host.email, context, language=host.language)
    letter.extra_headers |= one_click_of(stay)
    _deliver(letter, f"question-{question.pk}")


def send_answer(pk: int) -> None:
    """To who asked, whether or not they have an account."""
    question = _questions().filter(pk=pk, answered_at__isnull=False).first()
    if question is None or question.answered_by is None:
        return
    invitation, community = question.invitation, question.community
    email = invitation.email if invitation else question.person.email if question.person else ""
    if not email or is_shut_out(email):
        return
    colleague = question.person or colleague_of(email)
    reason = _stay(community, colleague) or invitation
    waits = invitation is not None and standing(invitation, colleague) == Standing.OPEN
    page = invitation.get_absolute_url() if invitation and waits else community.get_absolute_url()
    context = {
        "question": question,
        "community": community,
        "host": question.answered_by,
        "first_name": colleague.first_name if colleague else "",
        "is_secret": community.is_secret,
        "waits": waits,
        # Who has no account reaches the page by the letter they have: its link is kept nowhere.
        "link": settings.BASE_URL + page if colleague else "",
    }
    language = colleague.language if colleague else question.answered_by.language
    letter = letters.compose("emails/communities/answer.html", email, context, language=language)
    letter.extra_headers |= one_click_of(reason) if reason else {}
    _deliver(_from(question.answered_by, letter), f"answer-{question.pk}")


def host_of(question: HostQuestion) -> Person | None:
    """Who invited, while they host; else the animator."""
    return host_now(question.community_id, before=question.invitation.inviter_id if question.invitation else None)


def asker_of(question: HostQuestion) -> str:
    """By name where the host knows it: invited by name, or a member. Else by the address that was written to."""
    if question.invitation is None:
        return question.person.display_name if question.person else ""
    named = question.invitation.person
    return named.display_name if named else question.invitation.email


def _send(pk: int, token: str, *, is_reminder: bool) -> None:
    found = Invitation.objects.pending().select_related("community", "inviter", "person")
    invitation = found.filter(pk=pk).first()
    if invitation is None or is_shut_out(invitation.email):
        return
    colleague = invitation.person or colleague_of(invitation.email)
    if standing(invitation, colleague) != Standing.OPEN:
        return
    link = settings.BASE_URL + reverse("communities:invitation", args=[token])
    letter = invitation_letter(invitation, link, colleague, is_reminder=is_reminder)
    letter.extra_headers |= one_click(f"{link}unsubscribe/")
    _deliver(letter, f"invitation-{pk}-reminder" if is_reminder else f"invitation-{pk}")


def _stay(community: Community, person: Person | None) -> Membership | None:
    return Membership.objects.present().filter(community=community, person=person).first() if person else None


def _questions() -> Any:
    return HostQuestion.objects.select_related(
        "community", "invitation__inviter", "invitation__person", "invitation__community", "person", "answered_by"
    )


def _from(person: Person, letter: EmailMultiAlternatives) -> EmailMultiAlternatives:
    """A face answers for each letter; the address is the network's, so that nobody's own is told."""
    address = parseaddr(str(settings.DEFAULT_FROM_EMAIL))[1]
    name = " ".join(f"{person.display_name}, via {settings.COMPANY}".split())  # one line, whatever was imported
    letter.from_email = formataddr((name, address))
    return letter


def _deliver(letter: EmailMultiAlternatives, name: str) -> None:
    """Now: this is the job. Its name never changes, so that a job which runs again sends nothing twice."""
    letter.extra_headers["Message-ID"] = f"<{name}@{urlsplit(settings.BASE_URL).hostname}>"
    mail.send(mail.pack(letter))
