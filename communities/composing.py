"""A sentence in two parts: what one talks about, and what will be better thanks to it. They make one, which is judged
and kept like any other."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language

LONGEST_PART = 250
# Words a second part may begin with as it stands.
_BEGINS = {
    "fr": re.compile(r"(?:pour|afin|de (?:façon|manière|sorte)|si bien|jusqu|avant)\b", re.I),
    "en": re.compile(r"(?:so|to|in order|until|before)\b", re.I),
}
# Otherwise: somebody or something who will do it ("nobody mounts it twice"), or what one will do ("mount it once").
_SUBJECT = {
    "fr": re.compile(
        r"(?:l[ea’']|les|un|une|des|du|on|nous|vous|ils?|elles?|qui|que|qu|ce|cette|ces|cela|nos|notre|leurs?|vos|votre"
        r"|chaque|chacune?|tou(?:t|te|s|tes)|aucune?|personne|rien|plus (?:personne|aucune?|rien|une?)|moins d[e’']"
        r"|\d+|deux|trois)(?:\b|(?<=[’']))",
        re.I,
    ),
    "en": re.compile(
        r"(?:the|an?|our|we|they|it|this|that|these|those|each|every|all|no|none|nobody|no one|nothing|fewer|less|more"
        r"|their|your|people|everyone|everybody|newcomers?|customers?|patients?|colleagues?|\d+|two|three)\b",
        re.I,
    ),
}
_VOWEL = re.compile(r"[aeiouyhàâéèêîôû]", re.I)


class Sentence(forms.Textarea):
    """A text field whose sentence may come in two parts instead: `way` says which of them is meant."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return sentence_of(data) if name == "purpose" else super().value_from_datadict(data, files, name)


def sentence_of(sent: Mapping[str, Any]) -> str:
    """The purpose in what a form sent; `take` is a suggestion that was taken."""
    if sent.get("take"):
        return str(sent["take"])
    about, so_that = str(sent.get("about_what", "")), str(sent.get("so_that", ""))
    whole = str(sent.get("purpose", ""))
    if sent.get("way") == "two" or not whole:
        return composed(about[: LONGEST_PART * 4], so_that[: LONGEST_PART * 4])
    return whole


def composed(about: str, so_that: str) -> str:
    """ "Every report on seals" and "halve the leaks" make "Every report on seals to halve the leaks." """
    about, so_that = (" ".join(part.split()).strip(" .…") for part in (about, so_that))
    if not (about and so_that):
        return about or so_that
    return f"{about[:1].upper()}{about[1:]} {_joined(so_that)}."


def _joined(so_that: str) -> str:
    lang = "fr" if (get_language() or "en").startswith("fr") else "en"
    so_that = so_that if so_that[1:2].isupper() else so_that[:1].lower() + so_that[1:]
    if _BEGINS[lang].match(so_that):
        return so_that
    has_subject = _SUBJECT[lang].match(so_that)
    if lang == "en":
        return f"so that {so_that}" if has_subject else f"to {so_that}"
    if not has_subject or so_that.startswith(("que ", "qu’", "qu'")):
        return f"pour {so_that}"
    return f"pour qu’{so_that}" if _VOWEL.match(so_that) else f"pour que {so_that}"
