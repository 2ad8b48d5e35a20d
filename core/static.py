"""Static files under hashed names, JavaScript imports included, cached for ever; the style sheets in one request."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLE = "css/app.css"
_IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\((\w+)\);')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,])\s*")


def bundle(source: Path) -> str:
    """The style sheets that this one imports, each in its layer, comments and spare spaces out."""
    folder = source.parent

    def inline(match: re.Match[str]) -> str:
        sheet = (folder / match[1]).read_text()
        if not match[1].startswith("../"):
            depth = match[1].count("/")
            sheet = sheet.replace('url("' + "../" * (depth + 1), 'url("../')
        return f"@layer {match[2]}{{{sheet}}}"

    text = _IMPORT.sub(inline, source.read_text())
    return _AROUND.sub(r"\1", _SPACE.sub(" ", _COMMENT.sub("", text))).strip()


class HashedStorage(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if BUNDLE in paths and not dry_run:
            # From the sources: what was collected last time is a bundle already, and imports nothing any more.
            source, path = paths[BUNDLE]
            Path(self.path(BUNDLE)).write_text(bundle(Path(source.path(path))))
            paths = {**paths, BUNDLE: (self, BUNDLE)}
        yield from super().post_process(paths, dry_run, **options)
