"""Letters: one template each, which says the same in HTML and in plain text (templates/layouts/email.*)."""

from typing import Any

import css_inline
from django.conf import settings
from django.template import loader
from django.utils import translation

from core.mail import Illustrated

# Most mail programs read no style sheet: each rule goes to its elements. Those for dark screens and telephones stay.
_INLINER = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
SUBJECT, TEXT, HTML = (f"layouts/email{kind}" for kind in ("_subject.txt", ".txt", ".html"))


def compose(
    template: str, to: str, context: dict[str, Any], *, language: str, pictures: dict[str, bytes] | None = None
) -> Illustrated:
    """The letter for one reader, in their language. `link` in the context becomes its button.
    Where a template writes more than paragraphs, `is_html` tells it which of the two it is writing."""
    context = {
        "company": settings.COMPANY,
        "base_url": settings.BASE_URL,
        # The plain name: a letter is still read after the upgrade that changes the hashed one.
        "logo": f"{settings.BASE_URL}{settings.STATIC_URL}img/logo.png",
        "language": language,
        **context,
    }
    with translation.override(language):
        subject, text, html = (
            loader.render_to_string(template, {**context, "layout": layout, "is_html": layout == HTML})
            for layout in (SUBJECT, TEXT, HTML)
        )
    letter = Illustrated(" ".join(subject.split()), text.strip() + "\n", to=[to], pictures=pictures)
    letter.attach_alternative(_INLINER.inline(html), "text/html")
    return letter
