"""Person lines become people: they belong to the network, and cannot sign in before somebody invites them."""

import re

from allauth.account.models import EmailAddress
from django.utils.text import slugify

from accounts.models import Person
from rsenet.network.known import Known, Numbers
from rsenet.network.lines import Line
from rsenet.network.writing import Writer

_GENERATED = re.compile(r"[0-9a-f]{32}")


class People:
    def __init__(self, known: Known, writer: Writer) -> None:
        self._known, self._writer, self._numbers = known, writer, Numbers(Person)

    def person(self, line: Line) -> bool:
        if line["id"] in self._known.people:
            return False
        owner = self._known.emails.get(line["email"])
        if owner is not None:
            raise line.wrong(f"{line['email']} already belongs to {owner}")
        person = Person(
            pk=self._numbers.next(),
            uid=line["id"],
            email=line["email"],
            handle=self._handle(line["id"], line["name"]),
            display_name=line["name"],
            title=line["title"],
            department=line["department"],
            location=line["location"],
            language=line["language"],
            is_bot=line["bot"],
            is_active=line["active"],
        )
        person.set_unusable_password()
        person.derive()
        self._known.add_person(person)
        self._writer.add(person)
        self._writer.add(EmailAddress(user_id=person.pk, email=person.email, primary=True, verified=False))
        return True

    def _handle(self, uid: str, name: str) -> str:
        """From the id, which texts call people by; from the name when the id is a mere number."""
        source = name if _GENERATED.fullmatch(uid) else re.sub(r"[^\w-]", "-", uid)
        wished = re.sub("[-_]{2,}", "-", slugify(source)).strip("-_")[:50].strip("-_") or "person"
        handle, n = wished, 1
        while handle in self._known.handles:
            n += 1
            handle = f"{wished[: 49 - len(str(n))]}-{n}"
        return handle
