"""The product's settings, plus where the lab page's template lies."""

from rsenet.settings import *  # noqa: F403
from rsenet.settings import BASE_DIR, TEMPLATES

TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], BASE_DIR / "tests" / "bench" / "templates"]
