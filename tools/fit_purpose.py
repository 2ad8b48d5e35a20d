"""Fits the purpose check's numbers, and says how good they are: `python -m tools.fit_purpose [--errors]`.

Logistic regression with L2, by Newton's method: the same sentences give the same numbers. Each sentence is read several
times, some with words of our lists withheld, because the sentences people write will have vague words that no list of
ours knows. TIMES names the sets of tests/purpose it is fitted on; the held-out sets only judge."""

import argparse
import dataclasses
import json
import math
import os
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import django

from communities.purpose import specificity
from communities.purpose.lexicon import Lexicon, lexicon
from communities.purpose.specificity import Reading
from communities.purpose.text import Language, clean
from communities.purpose.verdict import check

SETS = Path(__file__).parent.parent / "tests" / "purpose"
WITHHELD = (0.0, 0.3)  # shares of the lists
TIMES = {"dev": 3, "practice": 1, "harder": 1, "practice_fresh": 1, "practice_other": 1}
JUDGES = ("held_out", "held_out_hard", "held_out_plain", "held_out_fresh")  # never fitted on, never looked at
FEW_PRECISE = ("practice_other",)  # twice as many vague ones as precise ones: as if there were as many
L2 = 9.0


class Row(NamedTuple):
    measures: list[float]
    good: bool
    times: int


def sentences(name: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((SETS / f"{name}.json").read_text())
    return found


def withhold(known: Lexicon, share: float) -> Lexicon:
    chance = random.Random(f"{share}")  # noqa: S311 (the same words each time)
    kept = {
        name: frozenset(word for word in sorted(getattr(known, name)) if chance.random() >= share)
        for name in ("light", "generic", "buzz", "insiders", "people", "concrete", "acts", "hollow", "hollow_stems")
    }
    return dataclasses.replace(known, **kept)  # type: ignore[arg-type]


def rows() -> Iterator[Row]:
    for share in WITHHELD:
        known: dict[Language, Lexicon] = {"fr": withhold(lexicon("fr"), share), "en": withhold(lexicon("en"), share)}
        for name, times in TIMES.items():
            for sentence in sentences(name):
                lang: Language = "fr" if sentence["lang"] == "fr" else "en"
                reading = Reading.of(clean(sentence["text"]), lang, known[lang])
                good = sentence["verdict"] == "good"
                yield Row([1.0, *reading.measures.values()], good, times * (2 if good and name in FEW_PRECISE else 1))


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss, with pivots."""
    size = len(right)
    table = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(table[k][i]))
        table[i], table[pivot] = table[pivot], table[i]
        for k in range(i + 1, size):
            factor = table[k][i] / table[i][i]
            table[k] = [a - factor * b for a, b in zip(table[k], table[i], strict=True)]
    found = [0.0] * size
    for i in reversed(range(size)):
        found[i] = (table[i][size] - sum(table[i][j] * found[j] for j in range(i + 1, size))) / table[i][i]
    return found


def fit(data: Sequence[Row]) -> list[float]:
    size = len(data[0].measures)
    weights = [0.0] * size
    for _ in range(8):
        slope = [L2 * w if i else 0.0 for i, w in enumerate(weights)]
        curve = [[(L2 if i == j and i else 1e-9) if i == j else 0.0 for j in range(size)] for i in range(size)]
        for x, good, times in data:
            chance = 1 / (1 + math.exp(-sum(a * b for a, b in zip(weights, x, strict=True))))
            for i in range(size):
                slope[i] += times * (chance - good) * x[i]
                if x[i]:
                    part = times * chance * (1 - chance) * x[i]
                    for j in range(size):
                        curve[i][j] += part * x[j]
        step = solve(curve, slope)
        weights = [w - s for w, s in zip(weights, step, strict=True)]
    return weights


def judge(name: str, errors: bool) -> str:
    found = {"good": [0, 0], "bad": [0, 0]}
    for sentence in sentences(name):
        verdict = check(sentence["text"], lang="fr" if sentence["lang"] == "fr" else "en")
        right = (verdict.verdict != "block") == (sentence["verdict"] == "good")
        found[sentence["verdict"]][0] += right
        found[sentence["verdict"]][1] += 1
        if errors and not right:
            print(f"  {sentence['verdict']:4} {verdict.verdict:5} {verdict.codes} {sentence['text']}")
    (kept, good), (caught, bad) = found["good"], found["bad"]
    said = (
        f"good kept {kept}/{good} ({100 * kept / good:.0f} %), bad caught {caught}/{bad} ({100 * caught / bad:.0f} %)"
    )
    return f"{name:13} {said}"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()  # for the messages
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--errors", action="store_true", help="name the sentences judged wrongly (never the held-out ones)"
    )
    errors = asked.parse_args().errors
    data = list(rows())
    names = list(Reading.of("A sentence.", "en").measures)
    intercept, *weights = (round(w, 2) for w in fit(data))
    usual = [sum(x) / len(x) for x in zip(*(row.measures[1:] for row in data if row.good), strict=True)]
    print(f"INTERCEPT = {intercept}")
    print("COEFFICIENTS =", dict(zip(names, weights, strict=True)))
    print("USUAL =", dict(zip(names, (round(u, 2) for u in usual), strict=True)))
    if (intercept, weights) != (specificity.INTERCEPT, list(specificity.COEFFICIENTS.values())):
        print("These differ from communities/purpose/specificity.py.")
    for name in (*TIMES, *JUDGES):
        print(judge(name, errors and name not in JUDGES))


if __name__ == "__main__":
    main()
