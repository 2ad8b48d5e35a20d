"""What is planned, as its hosts see it, ready for a template. No query."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from animation import hours, placeholders, refusals
from animation.models import PlannedPost
from communities.models import Community
from core.when import hour
from posts.texts import glimpse


@dataclass(frozen=True)
class PlannedCard:
    """`at` is on the community's clock; `said` what stands in the way, or who has to answer."""

    planned: PlannedPost
    url: str
    label: str
    when: str = ""
    at: datetime | None = None
    said: str = ""
    is_refused: bool = False
    is_quiet: bool = False
    left: list[str] = field(default_factory=list)

    @property
    def pk(self) -> int:
        return self.planned.pk

    @property
    def day(self) -> str:
        return self.at.strftime("%Y-%m-%d") if self.at else ""

    @property
    def hour(self) -> str:
        """As one reads it; `clock` as a form takes it."""
        return hour(self.at) if self.at else ""

    @property
    def clock(self) -> str:
        return self.at.strftime("%H:%M") if self.at else ""


@dataclass(frozen=True)
class Board:
    """All that a community's hosts have prepared."""

    refused: list[PlannedCard]
    drafts: list[PlannedCard]
    planned: list[PlannedCard]
    published: list[PlannedCard]

    @property
    def dated(self) -> list[PlannedCard]:
        """What a calendar shows."""
        return [*self.published, *self.planned]


def card(planned: PlannedPost, community: Community, off: Collection[date] = ()) -> PlannedCard:
    moment = planned.published_at or planned.publish_at
    title = planned.title or glimpse(planned.body, 90)
    if planned.published_at:
        url = planned.post.get_absolute_url() if planned.post else ""
        return PlannedCard(planned, url, title, hours.words(community, moment), hours.local(community, moment))  # type: ignore[arg-type]
    return PlannedCard(
        planned,
        reverse("animation:planned", args=[community.slug, planned.pk]),
        title,
        hours.words(community, moment) if moment else "",
        hours.local(community, moment) if moment else None,
        _said(planned),
        bool(planned.refusal),
        moment is not None and not planned.refusal and hours.is_quiet(community, moment, off),
        placeholders.left_in(planned.title, planned.body),
    )


def _said(planned: PlannedPost) -> str:
    name = {"name": planned.author.display_name}
    if planned.refusal:
        return refusals.sentence(planned.refusal, planned)
    if planned.is_signed:
        return _("%(name)s has agreed to sign it.") % name if planned.is_for_another else ""
    if planned.declined_at:
        if planned.declined_words:
            return _("%(name)s would rather not sign it: “%(words)s”") % {**name, "words": planned.declined_words}
        return _("%(name)s would rather not sign it.") % name
    if planned.asked_at:
        return _("%(name)s has been asked to sign it.") % name
    return _("%(name)s signs it once they have agreed.") % name


def board(rows: Iterable[PlannedPost], community: Community, off: Collection[date]) -> Board:
    """`rows` with their author, host and post; `off` the days on which nobody works."""
    made = Board([], [], [], [])
    for planned in rows:
        one = card(planned, community, off)
        if planned.published_at:
            made.published.append(one)
        elif planned.refusal:
            made.refused.append(one)
        elif planned.publish_at:
            made.planned.append(one)
        else:
            made.drafts.append(one)
    made.planned.sort(key=lambda one: one.at or one.planned.created_at)
    made.published.sort(key=lambda one: one.at or one.planned.created_at, reverse=True)
    made.drafts.sort(key=lambda one: one.planned.updated_at, reverse=True)
    return made
