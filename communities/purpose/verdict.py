"""The verdict on a sentence: whether it is precise, why, which words are to blame, and what to try instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from textwrap import shorten

from django.utils.translation import gettext as _

from communities.purpose import rules
from communities.purpose.lexicon import lexicon
from communities.purpose.rarity import zipf
from communities.purpose.rules import ERROR, Finding
from communities.purpose.specificity import Reading
from communities.purpose.suggestion import suggestions
from communities.purpose.text import LONGEST, Language, clean, words

SHOWN = 90  # characters of a result


@dataclass(frozen=True)
class Mark:
    """Characters of the text that are to blame ("bad"), or that say the "object" or the "outcome"."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Criterion:
    label: str
    met: bool
    reason: str


@dataclass(frozen=True)
class Verdict:
    reading: Reading
    findings: tuple[Finding, ...]

    @property
    def text(self) -> str:
        return self.reading.text

    @property
    def lang(self) -> str:
        return self.reading.lang

    @property
    def verdict(self) -> str:
        """ "block" when there is an error, "warn" when something could be better, else "pass"."""
        if any(finding.severity == ERROR for finding in self.findings):
            return "block"
        return "warn" if self.findings else "pass"

    @property
    def clauses(self) -> tuple[str, str]:
        """What it is about, and what for from its connector on; empty where the sentence says neither."""
        split, said = self.reading.split, self.reading.words
        if not split.outcome:
            return "", ""
        about = rules.part_of(self.reading, split.object)
        begin = (split.connector or split.outcome).start
        return about[:1].lower() + about[1:], self.text[said[begin].start : said[split.outcome.stop - 1].end]

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self.findings]

    @cached_property
    def _wrong(self) -> dict[str, Finding]:
        return {finding.code: finding for finding in self.findings if finding.severity == ERROR}

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """In their order, none over another."""
        reading, split = self.reading, self.reading.split
        if self.verdict == "block":
            stretches = (
                [_stretch(sorted(reading.audience - set(split.outcome)), reading)] if "P07" in self._wrong else []
            ) + ([_vague(split.outcome, reading)] if "P06" in self._wrong else [])
            found = [Mark(*stretch, "bad") for stretch in stretches if stretch]
        else:
            parts = [(split.object, "object"), (split.outcome, "outcome")]
            found = [
                Mark(reading.words[part.start].start, reading.words[part.stop - 1].end, kind)
                for part, kind in parts
                if part
            ]
        found.sort(key=lambda mark: mark.start)
        return tuple(mark for n, mark in enumerate(found) if not n or mark.start >= found[n - 1].end)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        shape = next(
            (self._wrong[code] for code in ("P01", "P02", "P03", "P04", "P12", "P14", "P17") if code in self._wrong),
            None,
        )
        subject = next((self._wrong[code] for code in ("P07", "P13") if code in self._wrong), None)
        result = next((self._wrong[code] for code in ("P05", "P06", "P08", "P11") if code in self._wrong), None)
        return (
            Criterion(_("One sentence"), shape is None, shape.message if shape else ""),
            Criterion(_("A subject, not a department"), subject is None, subject.message if subject else ""),
            Criterion(_("A result one can check"), result is None, result.message if result else self._seen()),
        )

    @property
    def other_findings(self) -> tuple[Finding, ...]:
        """What no criterion says already."""
        said = {criterion.reason for criterion in self.criteria}
        return tuple(finding for finding in self.findings if finding.message not in said)

    @cached_property
    def suggestions(self) -> tuple[str, ...]:
        return suggestions(self.reading) if self.verdict == "block" else ()

    def _seen(self) -> str:
        """The result in the person's own words, when something in it can be checked."""
        outcome = self.reading.split.outcome
        if not outcome or not any(n in outcome for n in self.reading.checks):
            return ""
        clause = self.text[self.reading.words[outcome.start].start : self.reading.words[outcome.stop - 1].end]
        return _("One will see it: “%(words)s”.") % {"words": shorten(clause, SHOWN, placeholder="…")}


def check(text: str, *, lang: str | None = None, name: str = "", others: Sequence[str] = ()) -> Verdict:
    """The verdict on `text`, at most LONGEST characters of which are read. Messages are in the active language.
    `others`: purposes of other communities, to find twins. Linear in the text, no query."""
    if len(text) > LONGEST:
        reading = Reading.of(clean(text[: LONGEST // 5]), _language(lang) or "fr")
        return Verdict(reading, (Finding("P04", ERROR, _("Too long: people must be able to repeat it from memory.")),))
    said = clean(text)
    reading = Reading.of(said, _language(lang) or guessed(said))
    return Verdict(reading, tuple(rules.findings(reading, name=name, others=others)))


def blocks(text: str, *, lang: str | None = None, name: str = "") -> bool:
    """Whether the gate refuses it."""
    return check(text, lang=lang, name=name).verdict == "block"


def guessed(text: str) -> Language:
    """The language whose small words it uses most, else in which its words are the more frequent."""
    keys = [word.key for word in words(text)]
    french, english = (float(sum(key in lexicon(lang).stop for key in keys)) for lang in ("fr", "en"))
    if french == english:
        french, english = (sum(zipf(key, lang) for key in keys) for lang in ("fr", "en"))
    return "en" if english > french else "fr"


def _language(lang: str | None) -> Language | None:
    return None if lang is None else ("en" if lang.startswith("en") else "fr")


def _stretch(indexes: Sequence[int], reading: Reading) -> tuple[int, int] | None:
    said = rules.part_of_indexes(reading, indexes)
    start = reading.text.find(said) if said else -1
    return (start, start + len(said)) if start >= 0 else None


def _vague(part: range, reading: Reading) -> tuple[int, int] | None:
    """The outcome from its first word that says anything to its end."""
    content = [n for n in part if n in reading.content and reading.stems[n] not in _CARRIES]
    if not content:
        return None
    return reading.words[content[0]].start, reading.words[part.stop - 1].end


_CARRIES = frozenset(["fair", "fai", "laiss", "permettr", "aid", "mak", "let", "help", "allow", "enabl"])
