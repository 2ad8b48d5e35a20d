"""Whatever changes a planned post takes its row first: a host who edits never crosses the worker that publishes."""

from django.utils.translation import gettext as _

from accounts.models import Person
from animation.models import PlannedPost
from animation.policies import PlanPolicy
from communities.policies import require_alive
from core.policies import Conflict, require


class ChangedMeanwhile(Conflict):
    """Another text was saved since this one was opened; `current` is what stands now."""

    def __init__(self, current: PlannedPost) -> None:
        super().__init__(_("This text was changed meanwhile, in another window or by another host."))
        self.current = current


def locked(planned: PlannedPost) -> PlannedPost:
    """As it stands, in a community that is alive."""
    rows = PlannedPost.objects.select_for_update(of=("self",), no_key=True)
    fresh = rows.select_related("community", "author", "prepared_by").filter(pk=planned.pk).first()
    if fresh is None:
        raise Conflict(_("This text was discarded meanwhile."))
    require_alive(fresh.community)
    return fresh


def locked_for(actor: Person, planned: PlannedPost) -> PlannedPost:
    """For a host, to change it: not published yet."""
    fresh = locked(planned)
    require(PlanPolicy.of(actor, fresh.community).plan())
    require_waiting(fresh)
    return fresh


def require_waiting(planned: PlannedPost) -> None:
    if planned.is_published:
        raise Conflict(_("This text was published meanwhile: change it where it stands."))
