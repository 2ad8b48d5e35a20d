"""The catalogues of locale/, by `python -m tools.translations`:

compile   makes the .mo files that Django reads, without msgfmt, where they are missing or stale
check     every message of the code is there and translated, none only guessed, French as French is written
extract   brings the messages of the code into the .po files, those without translation empty (needs xgettext)
"""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
IGNORED = [".venv", "var", "tests", "tools", "static", "docs", "node_modules"]

# What French never writes: a sign or a quotation without its no-break space, a straight apostrophe.
_NOT_FRENCH = re.compile(r"[^\u202f\u00a0][;:?!»](?=\s|$)|«(?![\u202f\u00a0])|\w'\w")

type Key = tuple[str | None, str]


def catalogues() -> Iterator[Path]:
    yield from sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))


def compile_stale() -> None:
    for po in catalogues():
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            fresh = mo.with_suffix(f".{os.getpid()}")
            polib.pofile(str(po)).save_as_mofile(str(fresh))
            fresh.replace(mo)


def check() -> list[str]:
    found = []
    used = in_the_code()
    if used is None:
        print("xgettext is missing: the messages of the code are not compared (Debian: apt-get install gettext)")
    for po in catalogues():
        entries = polib.pofile(str(po), check_for_duplicates=True)
        name = po.relative_to(ROOT)
        found += [f"{name}: not translated: {entry.msgid!r}" for entry in entries.untranslated_entries()]
        found += [f"{name}: only guessed: {entry.msgid!r}" for entry in entries.fuzzy_entries()]
        if po.parts[-3] == "fr":
            found += [f"{name}: not as French is written: {words!r}" for words in not_french(entries)]
        if used is not None:
            known = {key(entry) for entry in entries if not entry.obsolete}
            found += [f"{name}: not there: {msgid!r}" for _, msgid in sorted(used - known, key=str)]
    return found


def not_french(catalogue: polib.POFile) -> list[str]:
    told = [words for entry in catalogue for words in (entry.msgstr_plural.values() or [entry.msgstr])]
    return [words for words in told if _NOT_FRENCH.search(words)]


def extract() -> None:
    used = in_the_code()
    if used is None:
        sys.exit("xgettext is missing (Debian: apt-get install gettext).")
    pot = polib.pofile(_extract())
    for po in catalogues():
        catalogue = polib.pofile(str(po), wrapwidth=0)
        catalogue.merge(pot)
        for entry in catalogue:
            if entry.fuzzy or not entry.translated():
                entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
                entry.previous_msgid = entry.previous_msgctxt = entry.previous_msgid_plural = None
                entry.msgstr, entry.msgstr_plural = "", dict.fromkeys(entry.msgstr_plural, "")
            entry.occurrences = []
        for gone in [entry for entry in catalogue if entry.obsolete]:
            catalogue.remove(gone)
        language = po.parent.parent.name
        catalogue.header = f"RSEnet in {language}. Texts come from the code: make messages."
        catalogue.metadata_is_fuzzy = False
        catalogue.metadata = {
            "Project-Id-Version": "RSEnet",
            "Language": language,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": catalogue.metadata["Plural-Forms"],
        }
        catalogue.save()


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def in_the_code() -> set[Key] | None:
    """What the code and the templates say; None where xgettext is missing."""
    if not shutil.which("xgettext"):
        return None
    return {key(entry) for entry in polib.pofile(_extract())}


def _extract() -> str:
    """The template catalogue, as makemessages would write it."""
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rsenet.settings")
    import django
    from django.core.management import call_command
    from django.core.management.commands.makemessages import Command

    class Extract(Command):
        found = ""

        def write_po_file(self, potfile: str, locale: str) -> None:
            Extract.found = Path(potfile).read_text(encoding="utf-8")

    django.setup()
    options = {"no_location": True, "no_wrap": True, "ignore_patterns": IGNORED, "verbosity": 0}
    call_command(Extract(), locale=["fr"], **options)
    return Extract.found


if __name__ == "__main__":
    if sys.argv[1:] == ["compile"]:
        compile_stale()
    elif sys.argv[1:] == ["extract"]:
        extract()
    elif problems := check():
        sys.exit("\n".join(problems))
