"""Why a planned text has not been published, in a sentence one can act on."""

from django.utils.translation import gettext as _

from animation.models import PlannedPost, Refusal


def sentence(refusal: str, planned: PlannedPost) -> str:
    names = {"author": planned.author.display_name, "host": str(planned.prepared_by or _("A former colleague"))}
    match refusal:
        case Refusal.ARCHIVED:
            return _("The community is archived: nothing is published there any more.")
        case Refusal.AUTHOR_GONE:
            return _("%(author)s can no longer sign in: choose who signs instead.") % names
        case Refusal.AUTHOR_LEFT:
            return _("%(author)s does not belong to the community: choose who signs instead.") % names
        case Refusal.HOST_GONE:
            return _("%(host)s, who prepared it, no longer hosts: read it again, then choose a new date.") % names
        case Refusal.UNSIGNED:
            return _("%(author)s has not agreed to sign it yet: nothing is published without their yes.") % names
    return _("Something is missing in the text: open it to see what, then choose a new date.")
