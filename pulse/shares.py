"""Small numbers, honestly: k of n, what it could be next month, when a percentage may be said (docs/measures.md)."""

from dataclasses import dataclass
from math import sqrt

from django.utils.translation import gettext as _

Z = 1.96  # 95 %
LEAST = 5  # below, counts only
PLENTY = 20  # from here on the percentage comes first
FRAGILE = 0.40  # an interval wider than this


def wilson(k: int, n: int) -> tuple[float, float]:
    """The interval in which the share of a longer time would lie, 95 times of 100."""
    p, z2 = k / n, Z * Z
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def percent(value: float) -> int:
    """Whole percents, half up."""
    return int(value * 100 + 0.5 + 1e-9)


@dataclass(frozen=True)
class Share:
    """k of n; `least` is how many it takes before more than counts is said."""

    k: int
    n: int
    least: int = LEAST

    @property
    def is_told(self) -> bool:
        return self.n >= self.least

    @property
    def value(self) -> float | None:
        return self.k / self.n if self.is_told else None

    @property
    def low(self) -> float | None:
        return wilson(self.k, self.n)[0] if self.is_told else None

    @property
    def high(self) -> float | None:
        return wilson(self.k, self.n)[1] if self.is_told else None

    @property
    def is_fragile(self) -> bool:
        """It may be quite another next month."""
        return self.low is not None and self.high is not None and self.high - self.low > FRAGILE

    @property
    def percent(self) -> int | None:
        """Exact, whatever the size: halves go up."""
        return (200 * self.k + self.n) // (2 * self.n) if self.is_told else None

    def reaches(self, least: int) -> bool:
        """At least so many percent; of nobody, never."""
        return self.n > 0 and self.k * 100 >= least * self.n

    def exceeds(self, most: int) -> bool:
        return self.k * 100 > most * self.n

    @property
    def counts(self) -> str:
        return _("%(k)s of %(n)s") % {"k": self.k, "n": self.n}

    @property
    def words(self) -> str:
        """As it is written everywhere: « 9 sur 12 (75 %, à lire entre 47 et 91 %) »."""
        if not self.n:
            return _("Nothing to measure yet")
        if self.low is None or self.high is None:
            return _("%(k)s of %(n)s, too few for a percentage") % {"k": self.k, "n": self.n}
        facts = {
            "k": self.k,
            "n": self.n,
            "percent": self.percent,
            "low": percent(self.low),
            "high": percent(self.high),
        }
        if self.n < PLENTY:
            return _("%(k)s of %(n)s (%(percent)s%%, read as %(low)s to %(high)s%%)") % facts
        return _("%(percent)s%% (%(k)s of %(n)s)") % facts


def changed(before: Share, after: Share) -> bool:
    """Whether a difference may be called a change: intervals apart, or enough people to tell."""
    if not (before.is_told and after.is_told):
        return False
    if min(before.n, after.n) >= PLENTY:
        return before.k * after.n != after.k * before.n
    low_before, high_before = wilson(before.k, before.n)
    low_after, high_after = wilson(after.k, after.n)
    return high_before < low_after or high_after < low_before
