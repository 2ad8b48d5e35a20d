"""The files of what is planned: brought by its hosts, read by them and by who is asked to sign, bound to the post with
its publication."""

from collections.abc import Mapping

from accounts.models import Person
from animation.models import PlannedFile, PlannedPost
from posts.actions import describe_files, discard_files, take_files
from posts.models import Attachment
from posts.wording import require_few_files


def of(planned: PlannedPost) -> list[Attachment]:
    return list(Attachment.objects.filter(planned__planned=planned).order_by("planned__pk"))


def differ(planned: PlannedPost, files: Mapping[str, str] | None) -> bool:
    """Whether a form brings other files than those kept, or says something else of them."""
    return files is not None and {file.key: file.alt for file in of(planned)} != dict(files)


def hold(actor: Person, planned: PlannedPost, files: Mapping[str, str] | None) -> None:
    """What it keeps or gains, with their descriptions; the others go. None leaves them as they are."""
    if files is None:
        return
    require_few_files(files)
    present = of(planned)
    discard_files([file for file in present if file.key not in files])
    describe_files([file for file in present if file.key in files], files)
    known = {file.key for file in present}
    gained = take_files(actor, {key: alt for key, alt in files.items() if key not in known})
    PlannedFile.objects.bulk_create([PlannedFile(planned=planned, attachment=file) for file in gained])


def discard(planned: PlannedPost) -> None:
    discard_files(of(planned))


def release(planned: PlannedPost) -> None:
    """They belong to the post now."""
    PlannedFile.objects.filter(planned=planned).delete()
