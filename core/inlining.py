"""Templates are put together when they are loaded, not each time they are rendered: `{% include "a.html" %}` and
`{% include "a.html" with b=c %}` become the words of a.html. Rendering an include costs more than most of what is
included; a feed and a thread have hundreds. Those with `only`, with a variable name, or of themselves stay as they are.

Django's own engine keeps its includes: tests/test_engines.py compares the bytes of both, page by page."""

import re
from typing import Any

from django.template import TemplateDoesNotExist
from django.template.base import Origin
from django.template.loaders import filesystem
from django.template.utils import get_app_template_dirs

_INCLUDE = re.compile(r"""\{% include "(?P<name>[^"]+)"(?: with (?P<values>[^%]*?))?(?P<only> only)? %\}""")


class Loader(filesystem.Loader):
    """In the project's own folder, then in those of the applications, as Django looks."""

    def get_dirs(self) -> Any:
        return [*super().get_dirs(), *get_app_template_dirs("templates")]

    def get_contents(self, origin: Origin) -> Any:
        return self._whole(super().get_contents(origin), (str(origin.template_name),))

    def _whole(self, text: str, within: tuple[str, ...]) -> str:
        def words(include: re.Match[str]) -> str:
            name, values = include["name"], include["values"]
            found = None if include["only"] or name in within else self._text(name)
            if found is None:
                return include[0]
            whole = self._whole(found, (*within, name))
            return f"{{% with {values} %}}{whole}{{% endwith %}}" if values else whole

        return _INCLUDE.sub(words, text)

    def _text(self, name: str) -> str | None:
        """None when there is none: the engine says so, where and when it matters."""
        for origin in self.get_template_sources(name):
            try:
                return str(super().get_contents(origin))
            except TemplateDoesNotExist:
                continue
        return None


LOADERS = [("django.template.loaders.cached.Loader", ["core.inlining.Loader"])]
