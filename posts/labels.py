"""The words and signs cards repeat, looked up once per language and process: a feed would ask for them by hundreds."""

from dataclasses import dataclass
from functools import cache, lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.templatetags.interface import icon


@dataclass(frozen=True, slots=True)
class Labels:
    new: str
    mark_read: str
    keep_unread: str
    pinned: str
    read_on: str
    reply: str
    reply_to: str
    actions: str
    copy_link: str
    icon_menu: SafeString
    icon_link: SafeString
    answered: str
    accepted_by: str
    prepared_with: str
    icon_reply: SafeString
    icon_replies: SafeString


@cache
def labels_in(language: str) -> Labels:
    return Labels(
        new=_("New"),
        mark_read=_("Mark as read"),
        keep_unread=_("Keep as unread"),
        pinned=_("Pinned"),
        read_on=_("Read on"),
        reply=_("Reply"),
        reply_to=_("Reply to %(name)s"),
        actions=_("Actions on the reply by %(name)s"),
        copy_link=_("Copy the link"),
        icon_menu=icon("ellipsis"),
        icon_link=icon("link"),
        answered=_("%(name)s answered %(when)s"),
        accepted_by=_("Answer accepted by %(name)s"),
        prepared_with=_("Prepared with %(name)s"),
        icon_reply=icon("reply"),
        icon_replies=icon("message-circle"),
    )


def labels() -> Labels:
    """Those of the reader's language."""
    return labels_in(get_language() or "")


@lru_cache(1024)
def replies(count: int, language: str) -> str:
    return ngettext("%(n)d reply", "%(n)d replies", count) % {"n": count}
