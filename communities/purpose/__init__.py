"""Is this purpose precise enough for somebody to know why to come? Pure: no query, no request."""

from communities.purpose.rules import Finding
from communities.purpose.text import LONGEST
from communities.purpose.verdict import Criterion, Mark, Verdict, blocks, check

__all__ = ["LONGEST", "Criterion", "Finding", "Mark", "Verdict", "blocks", "check"]
