"""What a refusal says."""

import pytest
from django.core.exceptions import ValidationError


def refused(act, *args, **said):
    """The sentences of a refusal, by field."""
    with pytest.raises(ValidationError) as told:
        act(*args, **said)
    return told.value.message_dict if hasattr(told.value, "error_dict") else {"": told.value.messages}
