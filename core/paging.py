"""Keyset paging: no OFFSET, no COUNT, stable while people write."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from django.core import signing
from django.core.exceptions import BadRequest

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SIGNER = signing.Signer(salt="cursor")
_NAME_SIGNER = signing.Signer(salt="name cursor")


@dataclass(frozen=True)
class Cursor:
    """A place in a list ordered by (moment desc, id desc): what follows lies strictly before it."""

    moment: datetime
    pk: int

    def __str__(self) -> str:
        """Fit for a query string as it is: microseconds since the epoch, the id, a signature."""
        return _SIGNER.sign(f"{(self.moment - _EPOCH) // _MICROSECOND}.{self.pk}")

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The cursor in a query string, None when absent; a tampered one is a BadRequest (400). R-IN-06."""
        if not text:
            return None
        try:
            moment, pk = _SIGNER.unsign(text).split(".")
            return cls(_EPOCH + int(moment) * _MICROSECOND, int(pk))
        except (signing.BadSignature, ValueError, OverflowError) as error:
            raise BadRequest("cursor") from error


@dataclass(frozen=True)
class NameCursor:
    """A place in a list of people ordered by (sort_key, id): what follows lies strictly after it."""

    key: str
    pk: int

    def __str__(self) -> str:
        return _NAME_SIGNER.sign(f"{self.pk}~{self.key}")

    @classmethod
    def read(cls, text: str) -> Self | None:
        """As above (R-IN-06)."""
        if not text:
            return None
        try:
            pk, key = _NAME_SIGNER.unsign(text).split("~", 1)
            return cls(key, int(pk))
        except (signing.BadSignature, ValueError) as error:
            raise BadRequest("cursor") from error
