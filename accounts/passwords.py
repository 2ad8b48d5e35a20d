"""Passwords: long rather than complicated (R-AU-01)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import Person

LONGEST = 256


class ContextValidator:
    """Refuses what anybody would try first here: the product, the company, the person's own address."""

    def validate(self, password: str, user: Person | None = None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(_("256 characters at most."))
        own = [part for part in user.email.replace("@", ".").split(".") if len(part) > 3] if user else []
        for word in ("rsenet", *own):
            if word.casefold() in password.casefold():
                raise ValidationError(_("Choose a password without your address or the name of the network."))

    def get_help_text(self) -> str:
        return _("At least 12 characters; a sentence is easy to remember.")
