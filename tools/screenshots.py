"""The pictures of docs/pictures, taken from the demo: `python -m tools.screenshots [--url URL] [page …]`.

The demo at that address, else the one that runs with this data folder, else one started for the time it takes. Pages as
the member sees them, in French, at the width of a desk and of a telephone, light and dark.
"""

import argparse
import io
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from rsenet.env import BASE_DIR, DATA_DIR
from tools.portraits import BROWSER
from tools.test import CHROMIUM

PICTURES = BASE_DIR / "docs" / "pictures"
MAX_BYTES = 120 * 1024
START_SECONDS = 120
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# Width, height, pixels per point: a desk, a telephone.
SIZES = {"1440": (1440, 900, 1), "390": (390, 780, 2)}

type Demo = dict[str, Any]


def addresses(demo: Demo, thread: str) -> dict[str, str]:
    """In an order in which looking at one does not change the next: a thread that was read is no longer new."""
    place = demo["communities"]["open"]
    return {
        "login": "/accounts/login/",
        "notifications": "/notifications/",
        "home": "/",
        "community": f"/communities/{place['slug']}/",
        "directory": "/communities/",
        "people": "/people/",
        "profile": f"/people/{demo['people']['coanimator']['handle']}/",
        "thread": thread,
        "roadmap": "/roadmap/",
        "gate": f"/communities/{demo['communities']['seeding']['slug']}/gate/",
    }


BY = {"roadmap": "admin", "gate": "admin"}  # the others by the member, the first page by nobody


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    parser.add_argument("--url", help="a running demo of this data folder")
    parser.add_argument("pages", nargs="*", help="only these")
    options = parser.parse_args()
    with running(options.url) as url, sync_playwright() as playwright:
        demo: Demo = json.loads((DATA_DIR / "demo.json").read_text("utf-8"))
        found = next(filter(None, map(shutil.which, CHROMIUM)), None)
        browser = playwright.chromium.launch(executable_path=found, args=BROWSER)
        session, thread = sign_in(browser, url, demo, "member")
        sessions = {"member": session, "admin": sign_in(browser, url, demo, "admin")[0]}
        pages = addresses(demo, thread)
        take_all(browser, url, sessions, {name: pages[name] for name in pages if name in (options.pages or pages)})
        browser.close()
    return 0


@contextmanager
def running(url: str | None) -> Iterator[str]:
    """The address of a demo that answers."""
    lock = DATA_DIR / "serve.lock"
    known = url or (lock.read_text("utf-8") if lock.exists() else "")
    if known and answers(known):
        yield known
        return
    url = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    server = subprocess.Popen([sys.executable, "-m", "rsenet.serve", "--demo"], cwd=BASE_DIR, stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + START_SECONDS
        while not answers(url):
            if server.poll() is not None or time.monotonic() > deadline:
                sys.exit("The demo does not start.")
            time.sleep(0.2)
        yield url
    finally:
        server.terminate()
        server.wait()


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=2):  # noqa: S310 - our own address
            return True
    except OSError:
        return False


def take_all(browser: Browser, url: str, sessions: dict[str, Any], pages: dict[str, str]) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, path in pages.items():
        for size, (width, height, scale) in SIZES.items():
            for theme in THEMES:
                context = browser.new_context(
                    storage_state=None if name == "login" else sessions[BY.get(name, "member")],
                    viewport={"width": width, "height": height},
                    device_scale_factor=scale,
                    color_scheme=theme,
                    reduced_motion="reduce",
                    locale="fr-FR",
                )
                file = PICTURES / f"{name}-{size}-{theme}.webp"
                file.write_bytes(take(context, f"{url}{path}"))
                print(f"{file.relative_to(BASE_DIR)}: {file.stat().st_size // 1024} KB", flush=True)
                context.close()


def sign_in(browser: Browser, url: str, demo: Demo, role: str) -> tuple[Any, str]:
    """The cookies of somebody, and a thread worth showing: with a photograph and an accepted answer."""
    context = browser.new_context(locale="fr-FR", viewport={"width": 1440, "height": 900})
    context.route("**/posts/seen/", _keep_as_new)
    page = context.new_page()
    page.goto(f"{url}/accounts/login/")
    page.locator("[name=email]").fill(demo["people"][role]["email"])
    page.locator("[name=password]").fill(demo["password"])
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(f"{url}/")
    place = demo["communities"]["open"]
    page.goto(f"{url}/communities/{place['slug']}/")
    cards = page.locator("article.post:has(.answer):has(.photo) .post-title a")
    thread = cards.first.get_attribute("href") if cards.count() else None
    state = context.storage_state()
    context.close()
    return state, thread or f"/posts/{place['post_id']}/"


def take(context: BrowserContext, address: str) -> bytes:
    context.route("**/posts/seen/", _keep_as_new)
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    _load_pictures(page)
    return small(page.screenshot())


def _keep_as_new(route: Route) -> None:
    """The camera is nobody: cards it lingers on stay unread."""
    route.fulfill(status=204)


def _load_pictures(page: Page) -> None:
    """What is in view, and the letters' faces."""
    page.evaluate(
        """() => Promise.all([document.fonts.ready, ...[...document.images]
             .filter((image) => image.getBoundingClientRect().top < innerHeight)
             .map((image) => image.decode().catch(() => {}))])"""
    )


def small(png: bytes) -> bytes:
    """The best WebP that is light enough."""
    with Image.open(io.BytesIO(png)) as opened:
        image = opened.convert("RGB")
    for quality in range(88, 30, -6):
        out = io.BytesIO()
        image.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= MAX_BYTES:
            return out.getvalue()
    sys.exit(f"A picture stays heavier than {MAX_BYTES // 1024} KB.")


if __name__ == "__main__":
    sys.exit(main())
