"""What this room adds to the pages of a community: a question above its feed, numbers on the page about it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from communities.days import today_in
from communities.hero import Hero
from communities.models import Community
from core.panels import Panel, Tab, add_tab, panel
from pulse.actions import ask_clarity
from pulse.asking import Asking, asks, facts_for
from pulse.numbers import numbers
from pulse.policies import PulsePolicy

add_tab("me", Tab("measured", "pulse:measured", _("What is measured"), order=60))


def _loads(viewer: Person) -> dict[str, Any]:
    return {"asking": facts_for(viewer)}


@panel("community_feed", loads=_loads)
def clarity_question(community: Community, viewer: Person) -> Panel | None:
    """Nothing is written but the question itself, when its day has come."""
    facts = community.asking  # type: ignore[attr-defined]
    if facts is None or not asks(community):
        return None
    asking, today = Asking.read(facts, community), today_in(community)
    if asking.is_open(today) or (asking.is_due(today) and ask_clarity(viewer, community)):
        return Panel("pulse/_question.html", {"community": community}, place="main")
    return None


@panel("community_about")
def clarity_so_far(hero: Hero, viewer: Person) -> Panel | None:
    """Two queries, one for who does not host."""
    may = PulsePolicy(hero.may)
    if not asks(hero.community) or not may.see_numbers():
        return None
    return Panel("pulse/_numbers.html", numbers(hero.community, with_words=may.read_words()), place="main")
