"""How this room reacts to facts: what criteria it knows, who is told."""

from animation import criteria  # noqa: F401 — registers what a first wave needs
