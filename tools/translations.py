"""The catalogues of locale/: `compile` makes the .mo files that Django reads (without msgfmt), `check` finds gaps."""

import sys
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent


def catalogues() -> Iterator[Path]:
    yield from sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))


def compile_stale() -> None:
    for po in catalogues():
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            fresh = mo.with_suffix(".mo.new")
            polib.pofile(str(po)).save_as_mofile(str(fresh))
            fresh.replace(mo)


def check() -> list[str]:
    """Every message translated, none only guessed, none in two places."""
    found = []
    for po in catalogues():
        entries = polib.pofile(str(po), check_for_duplicates=True)
        name = po.relative_to(ROOT)
        found += [f"{name}: untranslated: {entry.msgid!r}" for entry in entries.untranslated_entries()]
        found += [f"{name}: fuzzy: {entry.msgid!r}" for entry in entries.fuzzy_entries()]
    return found


if __name__ == "__main__":
    if sys.argv[1:] == ["compile"]:
        compile_stale()
    elif problems := check():
        sys.exit("\n".join(problems))
