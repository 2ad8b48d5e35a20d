"""The pages of this room."""

from pulse.views.clarity import answer
from pulse.views.measured import measured

__all__ = ["answer", "measured"]
