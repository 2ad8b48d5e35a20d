"""A guided tour: one network in which every page has something to show, and who goes where in it."""

from tests.tour.network import Tour, browser, build
from tests.tour.pages import ADMINISTRATION, EMPTY, PAGES, REFUSED

__all__ = ["ADMINISTRATION", "EMPTY", "PAGES", "REFUSED", "Tour", "browser", "build"]
