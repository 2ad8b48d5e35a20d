"""How many communities are being launched, which of them opens next, and that two never take the last place at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Person
from communities.gates import AHEAD, Gate, gates
from communities.models import Community, Rules

Stage = Community.Stage
_LOCK = 0x1A07C4  # any number, the same in every process


def one_at_a_time() -> None:
    """Until the end of this transaction nobody else launches: what is counted now stays true."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def under_way() -> int:
    """How many are in seeding or pilot. One query."""
    return Community.objects.filter(stage__in=Stage.launching()).count()


@dataclass(frozen=True)
class Launch:
    """A community being launched and the gate it prepares for; named for who may know of it."""

    community: Community
    gate: Gate
    is_known: bool

    @property
    def name(self) -> str:
        return self.community.name if self.is_known else _("a secret community")


def launches(viewer: Person, *, rules: Rules | None = None) -> list[Launch]:
    """Those under way, the nearest to opening first."""
    rules = rules or Rules.current()
    found = list(Community.objects.filter(stage__in=Stage.launching()).order_by("pk"))
    seen = Community.objects.visible_to(viewer).filter(stage__in=Stage.launching())
    known = set(seen.values_list("pk", flat=True))
    ahead: dict[int, Gate] = {}
    for stage in Stage.launching():
        ahead |= gates([one for one in found if one.stage == stage], AHEAD[stage], rules=rules)
    made = [Launch(one, ahead[one.pk], one.pk in known) for one in found]
    return sorted(made, key=lambda one: (one.community.stage != Stage.PILOT, len(one.gate.missing), one.community.pk))


def sentence(under_way: Sequence[Launch]) -> str:
    """Why no other can start now: which are being launched, and what the nearest to opening still lacks."""
    if not under_way:
        return ""
    names = ", ".join(_("“%(name)s”") % {"name": one.name} for one in under_way)
    count = ngettext(
        "%(n)d community is being launched already: %(names)s.",
        "%(n)d communities are being launched already: %(names)s.",
        len(under_way),
    ) % {"n": len(under_way), "names": names}
    nearest = under_way[0]
    if not nearest.gate.missing:
        return count + " " + _("“%(name)s” has all it needs for its next step.") % {"name": nearest.name}
    lacks = "; ".join(criterion.label for criterion in nearest.gate.missing)
    return (
        count
        + " "
        + _("“%(name)s” is the nearest to opening; still missing: %(what)s.")
        % {
            "name": nearest.name,
            "what": lacks,
        }
    )
