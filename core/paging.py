"""Keyset paging: no OFFSET, no COUNT, stable while people write."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.core import signing
from django.core.exceptions import BadRequest

_SIGNER = signing.Signer(salt="cursor")


@dataclass(frozen=True)
class Cursor:
    """A place in a list ordered by (moment desc, id desc): what follows lies strictly before it."""

    moment: datetime
    pk: int

    def __str__(self) -> str:
        return _SIGNER.sign(f"{self.moment.isoformat()}~{self.pk}")

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The cursor in a query string, None when absent; a tampered one is a BadRequest (400). R-IN-06."""
        if not text:
            return None
        try:
            moment, pk = _SIGNER.unsign(text).rsplit("~", 1)
            return cls(datetime.fromisoformat(moment), int(pk))
        except (signing.BadSignature, ValueError) as error:
            raise BadRequest("cursor") from error
