"""Recovery codes are kept as hashes alone: nobody reads them again, not even who has the key (R-AU-02)."""

import hashlib
import re
import secrets
import time
from collections.abc import Iterable
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import auth, flows
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes as ReadableCodes
from django.db import transaction

from accounts.models import Person


class HashedCodes(ReadableCodes):
    """allauth's codes grow from a seed that can be read again. Ours are made when they are first looked at, shown in
    that answer, and gone: a set keeps its salt, and the hash of each code that is left."""

    instance: Authenticator
    shown: tuple[str, ...] = ()

    @classmethod
    def activate(cls, user: Person) -> "HashedCodes":
        kind = Authenticator.Type.RECOVERY_CODES
        return cls(Authenticator.objects.get_or_create(user=user, type=kind, defaults={"data": {}})[0])

    @transaction.atomic
    def mark_as_viewed(self) -> None:
        self._lock()
        if not self.did_view:
            self.shown = tuple(self.generate_codes())
            self._keep({**hashed(self.shown), "viewed_at": time.time()})

    def generate_codes(self) -> list[str]:
        digits = app_settings.RECOVERY_CODE_DIGITS
        return [f"{secrets.randbelow(10**digits):0{digits}}" for _ in range(app_settings.RECOVERY_CODE_COUNT)]

    def get_unused_codes(self) -> list[str]:
        """The codes themselves in the one answer that shows them; else as many dots."""
        return list(self.shown) or [
            "•" * app_settings.RECOVERY_CODE_DIGITS for _ in self.instance.data.get("hashes", ())
        ]

    @transaction.atomic
    def validate_code(self, code: str) -> bool:
        typed = re.sub(r"[\s-]", "", code)
        if len(typed) != app_settings.RECOVERY_CODE_DIGITS:
            return False  # a code of the application: nothing to compare
        self._lock()
        left = self.instance.data.get("hashes", [])
        of_typed = _hash(typed, self.instance.data.get("salt", ""))
        kept = [each for each in left if not secrets.compare_digest(each, of_typed)]  # all of them, found or not
        if len(kept) == len(left):
            return False
        self._keep(self.instance.data | {"hashes": kept})
        return True

    def _lock(self) -> None:
        self.instance = Authenticator.objects.select_for_update().get(pk=self.instance.pk)

    def _keep(self, data: dict[str, Any]) -> None:
        self.instance.data = data
        self.instance.save(update_fields=["data"])


def hashed(codes: Iterable[str]) -> dict[str, Any]:
    """One salt for the set, so that a try costs one hash and not ten."""
    salt = secrets.token_hex(16)
    return {"salt": salt, "hashes": [_hash(code, salt) for code in codes]}


def _hash(code: str, salt: str) -> str:
    """Slow on purpose: eight figures are soon tried."""
    return hashlib.scrypt(code.encode(), salt=salt.encode(), n=2**14, r=8, p=1, dklen=32).hex()


def settle() -> None:
    """allauth has no setting for this class: these are the two places where it looks it up (decision 25)."""
    auth.RecoveryCodes = flows.RecoveryCodes = HashedCodes
