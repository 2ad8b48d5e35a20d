"""The pages of this room."""

from pulse.views.clarity import answer
from pulse.views.measured import measured
from pulse.views.roadmap import roadmap

__all__ = ["answer", "measured", "roadmap"]
