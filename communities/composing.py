"""A sentence in two parts: what one talks about, and what will be better thanks to it. They make one, which is judged
and kept like any other."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language

from communities.purpose.lexicon import lexicon, stem
from communities.purpose.text import Language, fold

LONGEST_PART = 250
# Words a second part may begin with as it stands.
_BEGINS = {
    "fr": re.compile(r"(?:pour|afin|de (?:façon|manière|sorte)|si bien|jusqu|avant)\b", re.I),
    "en": re.compile(r"(?:so|to|in order|until|before)\b", re.I),
}
_QUE = re.compile(r"que |qu[’']", re.I)
_VOWEL = re.compile(r"[aeiouyhàâéèêîôû]", re.I)
_VERB = re.compile(r"[a-z]{2,}(?:er|ir|dre|tre|uire|crire)$")  # an infinitive, as a name rarely ends


class Sentence(forms.Textarea):
    """A text field whose sentence may come in two parts instead: `way` says which of them is meant."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return sentence_of(data) if name == "purpose" else super().value_from_datadict(data, files, name)


def sentence_of(sent: Mapping[str, Any]) -> str:
    """The purpose in what a form sent; `take` is a suggestion that was taken."""
    if sent.get("take"):
        return str(sent["take"])
    about, so_that = (str(sent.get(name, ""))[: LONGEST_PART * 4] for name in ("about_what", "so_that"))
    whole = str(sent.get("purpose", ""))
    if sent.get("way") == "two" or not whole:
        return composed(about, so_that, clause=sent.get("joint") == "that")
    return whole


def composed(about: str, so_that: str, *, clause: bool = False) -> str:
    """ "Every report on seals" and "halve the leaks" make "Every report on seals to halve the leaks." With `clause`,
    "nobody mounts them twice" makes "… so that nobody mounts them twice." """
    about, so_that = (" ".join(part.split()).strip(" .…") for part in (about, so_that))
    if not (about and so_that):
        return about or so_that
    return f"{about[:1].upper()}{about[1:]} {_joined(so_that, clause)}."


def _joined(so_that: str, clause: bool) -> str:
    lang: Language = "fr" if (get_language() or "en").startswith("fr") else "en"
    so_that = _uncapitalised(so_that, lang)
    if _BEGINS[lang].match(so_that):
        return so_that
    if lang == "en":
        return f"so that {so_that}" if clause else f"to {so_that}"
    if not clause or _QUE.match(so_that):
        return f"pour {so_that}"
    return f"pour qu’{so_that}" if _VOWEL.match(so_that) else f"pour que {so_that}"


def _uncapitalised(text: str, lang: Language) -> str:
    """A telephone begins each field with a capital; a name keeps its own."""
    word = fold(re.split(r"[\s’']", text, maxsplit=1)[0])
    known = lexicon(lang)
    plain = (
        word in known.stop or stem(word, lang) in known.light | known.result or (lang == "fr" and _VERB.search(word))
    )
    return text[:1].lower() + text[1:] if plain else text
