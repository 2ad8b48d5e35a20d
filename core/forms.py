"""What every invalid form does."""

from django.forms import BaseForm


def focus_first_error[F: BaseForm](form: F) -> F:
    """Reading starts again at the first invalid field, with a script or without."""
    for name in form.errors:
        if name in form.fields:
            form.fields[name].widget.attrs["autofocus"] = True
            break
    return form
