"""What changes members or stage takes the community's row first, so that two changes never cross."""

from communities.models import Community


def locked(community: Community) -> Community:
    return Community.objects.select_for_update(no_key=True).get(pk=community.pk)
