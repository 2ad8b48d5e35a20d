"""Where the bytes of attachments lie: outside any web root, under names nobody chose (R-FI-01)."""

from django.core.files.storage import default_storage

from posts.models import Attachment


def card_path(attachment: Attachment) -> str:
    """The smaller drawing that cards show."""
    return f"{attachment.path}.card"


def forget(attachment: Attachment) -> None:
    """Remove the bytes of a row that is gone."""
    for path in (attachment.path, card_path(attachment)):
        default_storage.delete(path)
