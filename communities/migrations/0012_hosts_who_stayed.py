"""Hosts who stopped and stayed before roles of the past were kept: their request says from when they hosted, the
community until when."""

from django.db import migrations


def tell(apps, schema_editor):
    Community = apps.get_model("communities", "Community")
    FormerRole = apps.get_model("communities", "FormerRole")
    for community in Community.objects.filter(vacant_since__isnull=False):
        stays = community.memberships.all()
        mandate = community.mandates.filter(answer="accepted").order_by("-answered_at").first()
        if mandate is None or stays.filter(role="animator", left_at=None).exists():
            continue
        if stays.filter(role="animator", left_at__gte=mandate.answered_at).exists():
            continue  # they left: their stay says so
        stay = stays.filter(person=mandate.person_id, left_at=None, role="member", former_roles=None).first()
        if stay is None or max(stay.joined_at, mandate.answered_at) >= community.vacant_since:
            continue
        if stay.joined_at < mandate.answered_at:
            FormerRole.objects.create(membership=stay, role="member", until=mandate.answered_at)
        FormerRole.objects.create(membership=stay, role="animator", until=community.vacant_since)


class Migration(migrations.Migration):
    dependencies = [("communities", "0011_roles_of_the_past")]
    operations = [migrations.RunPython(tell, migrations.RunPython.noop, elidable=True)]
