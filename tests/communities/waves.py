"""A wave as tests prepare it."""

from datetime import timedelta

from django.utils.timezone import now

from communities import actions
from communities.models import Community, Rules, Wave
from communities.recipients import Entry
from tests.communities.letters import WORDS


def in_pilot(community):
    """Before its first wave."""
    Community.objects.filter(pk=community.pk).update(stage="pilot")
    community.refresh_from_db()
    return community


SHARED = {name: WORDS[name] for name in ("expected", "gain", "first_step")}


def url(community, path=""):
    return f"/communities/{community.slug}/invitations/{path}"


def prepared(host, community, people=3, *, why="You took over the file {n} at the last minute.", yes=0, **shared):
    wave = actions.prepare_wave(host, community)
    actions.add_invitees(host, wave, [Entry(n, f"guest{n}@example.org") for n in range(people)])
    rows = list(wave.invitees.order_by("pk"))
    return actions.save_wave(
        host, wave, version=wave.version, **(SHARED | shared),
        reasons={row.pk: why.format(n=n) for n, row in enumerate(rows)}, said_yes={row.pk for row in rows[:yes]},
    )  # fmt: skip


def roomy(places=100):
    """A wave that holds many, for what is not about its places."""
    Rules.objects.update_or_create(pk=1, defaults={"wave_least": places, "first_wave_most": places})


def sent_before(community, days):
    return Wave.objects.create(community=community, number=90 + days, sent_at=now() - timedelta(days=days))


def form(community, **more):
    """The form as a browser sends it back."""
    wave = Wave.objects.in_preparation().filter(community=community).first()
    rows = wave.invitees.all() if wave else []
    posted = {"version": wave.version if wave else 1, **SHARED, "act": "save"}
    posted |= {f"why_you-{row.pk}": row.why_you for row in rows}
    return posted | more
