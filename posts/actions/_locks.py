"""A thread's row is taken first by whatever changes its replies, its answer or its text: two changes never cross."""

from django.utils.translation import gettext as _

from communities.policies import require_alive
from core.compiled import STAND_IN, Compiled
from core.policies import Conflict
from posts.models import Post, Reply

_post: Compiled[int] = Compiled(
    lambda pk: Post.objects.select_for_update(of=("self",), no_key=True).select_related("community").filter(pk=pk),
    pretend=lambda _: STAND_IN,
    key=lambda _: 0,
)


def _locked(pk: int) -> Post:
    found: list[Post] = _post.objects(pk, pk)
    if not found:
        raise Post.DoesNotExist
    return found[0]


def locked_post(post: Post) -> Post:
    """The post as it stands, in a community that is alive."""
    fresh = _locked(post.pk)
    require_alive(fresh.community)
    if fresh.is_deleted:
        raise Conflict(_("This post has been deleted meanwhile."))
    return fresh


def locked_thread(reply: Reply) -> Reply:
    """The reply as it stands, its post locked. The post itself may be deleted: its replies live on."""
    post = _locked(reply.post_id)
    require_alive(post.community)
    fresh = Reply.objects.select_for_update(no_key=True).get(pk=reply.pk)
    fresh.post = post
    if fresh.is_deleted:
        raise Conflict(_("This reply has been deleted meanwhile."))
    return fresh
