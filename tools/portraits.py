"""The faces of the demo, composed from parts: `python tools/portraits.py [--svg-only FOLDER] [id …]`.

portraits.toml has the parts and says who has which. Without --svg-only a browser draws each portrait as WebP.
"""

import argparse
import io
import re
import shutil
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEOPLE = ROOT / "rsenet" / "demo" / "data" / "people.toml"
PORTRAITS = ROOT / "rsenet" / "demo" / "portraits"
BOOK = Path(__file__).with_suffix(".toml")
SIZE = 256
MAX_BYTES = 12 * 1024
BROWSER = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]

TORSO = "M12 122C12 100 30 91 48 88L60 93L72 88C90 91 108 100 108 122Z"
NECK = "s86 M50 74H70V88C70 96 50 96 50 88Z"
EARS = "s86 38 58 4.6,82 58 4.6"
CHEEKS = "#d9604f/.16 46.5 66 4 2.6,73.5 66 4 2.6"
NOSE = "s86~2.2 M60.5 58C61.5 61 62.5 63 62 64.2C61.5 65.2 59.8 65.3 58.6 64.8"
PAINT = re.compile(
    r"(?P<colour>#\w{6}|[a-z])(?P<change>\d+|\^\d+)?(?:/(?P<opacity>[.\d]+))?(?:~(?P<width>[.\d]+))?(?P<flat>!)?"
)

type Spec = dict[str, str | list[str]]
type Parts = dict[str, dict[str, list[str]]]


def read_parts(tables: dict[str, str]) -> Parts:
    """The shapes of each part of each table."""
    parts: Parts = {}
    for table, text in tables.items():
        part = ""
        for line in text.splitlines():
            if not line.startswith(" "):
                part, _, line = line.partition(" ")
            parts.setdefault(table, {}).setdefault(part, []).append(line.strip())
    return parts


class Portrait:
    """One person's drawing: `svg()` goes from the wall behind to the glasses in front."""

    def __init__(self, parts: Parts, names: dict[str, str], spec: Spec) -> None:
        self.parts = parts
        self.spec = spec
        colours = {key: names.get(value, value) for key, value in spec.items() if isinstance(value, str)}
        hair = colours.get("hair_colour", "#2b2320")
        self.colours = {
            "s": colours["skin"],
            "h": hair,
            "b": colours.get("brow_colour", shade(hair, "90")),
            "f": colours.get("beard_colour", hair),
            "c": colours["colour"],
            "k": colours.get("second_colour", ""),
            "a": colours.get("accent", ""),
            "g": colours.get("glasses_colour", "#2f2a28"),
        }

    def svg(self) -> str:
        outfit = self.chosen("outfit")
        layers = [
            self.chosen("behind"),
            [NECK],
            outfit[:1],
            ["<g clip-path='url(#torso)'>", *self.chosen("pattern"), "</g>"] if self.spec.get("pattern") else [],
            outfit[1:],
            self.chosen("on_body"),
            self.chosen("over_shoulder"),
            [] if self.spec.get("hair") == "veil" else [EARS],
            self.chosen("head", "oval"),
            [CHEEKS],
            self.chosen("on_face"),
            self.chosen("lines"),
            self.chosen("beard"),
            self.chosen("eyes", "dark"),
            self.chosen("brow", "plain"),
            [NOSE],
            self.chosen("mouth", "smile"),
            self.chosen("hair"),
            self.chosen("headwear"),
            self.chosen("glasses"),
            self.chosen("on_top"),
        ]
        shapes = "".join(self.shape(line) for layer in layers for line in layer)
        clip = f'<clipPath id="torso"><path d="{TORSO}"/></clipPath>' if self.spec.get("pattern") else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="13 7 94 94" fill-rule="evenodd">{clip}'
            f'<rect width="120" height="120" fill="{self.spec["background"]}"/>{shapes}</svg>'
        )

    def chosen(self, table: str, default: str = "") -> list[str]:
        names = self.spec.get(table) or default
        names = [names] if isinstance(names, str) else names
        return [shape for name in names if name for shape in self.parts[table][name]]

    def shape(self, line: str) -> str:
        if line.startswith("<"):
            return line
        paint, _, geometry = line.partition(" ")
        found = PAINT.fullmatch(paint)
        if not found:
            raise ValueError(f"not a paint: {paint!r}")
        colour = self.colours.get(found["colour"], found["colour"])
        colour = shade(colour, found["change"]) if found["change"] else colour
        look = f' opacity="{found["opacity"]}"' if found["opacity"] else ""
        if found["width"]:
            look += f' fill="none" stroke="{colour}" stroke-width="{found["width"]}"'
            look += "" if found["flat"] else ' stroke-linecap="round" stroke-linejoin="round"'
        else:
            look += f' fill="{colour}"'
        return outline(geometry, look)


def outline(geometry: str, look: str) -> str:
    if geometry == "TORSO":
        return f'<path{look} d="{TORSO}"/>'
    if geometry.startswith("M"):
        return f'<path{look} d="{geometry}"/>'
    dots = (dot.split() for dot in geometry.split(","))
    return "".join(f'<ellipse{look} cx="{x}" cy="{y}" rx="{radii[0]}" ry="{radii[-1]}"/>' for x, y, *radii in dots)


def shade(colour: str, change: str) -> str:
    """`80`: darkened to 80 %; `^25`: a quarter of the way to white."""
    channels = bytes.fromhex(colour.removeprefix("#"))
    if change.startswith("^"):
        return "#" + bytes(c + (255 - c) * int(change[1:]) // 100 for c in channels).hex()
    return "#" + bytes(c * int(change) // 100 for c in channels).hex()


def draw(drawings: dict[str, str]) -> None:
    """Each drawing as rsenet/demo/portraits/<id>.webp, by an installed Chromium or else Playwright's own."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    PORTRAITS.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=BROWSER)
        page = browser.new_page(viewport={"width": SIZE, "height": SIZE})
        for name, svg in drawings.items():
            page.set_content(f"<style>body{{margin:0}}svg{{display:block;width:{SIZE}px}}</style>{svg}")
            target = PORTRAITS / f"{name}.webp"
            Image.open(io.BytesIO(page.screenshot())).convert("RGB").save(target, quality=90, method=6)
            if target.stat().st_size > MAX_BYTES:
                sys.exit(f"{target.name} weighs more than {MAX_BYTES} bytes")
        browser.close()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--svg-only", type=Path, metavar="FOLDER")
    options.add_argument("ids", nargs="*", metavar="id")
    chosen = options.parse_args()
    book = tomllib.loads(BOOK.read_text(encoding="utf-8"))
    people = {person["id"] for person in tomllib.loads(PEOPLE.read_text(encoding="utf-8"))["person"]}
    if astray := people ^ book["people"].keys():
        sys.exit(f"in only one of people.toml and portraits.toml: {', '.join(sorted(astray))}")
    if unknown := set(chosen.ids) - people:
        sys.exit(f"nobody of the demo is called {', '.join(sorted(unknown))}")
    parts = read_parts(book["parts"])
    drawings = {
        name: Portrait(parts, book["colours"], book["people"][name]).svg() for name in chosen.ids or book["people"]
    }
    if chosen.svg_only:
        chosen.svg_only.mkdir(parents=True, exist_ok=True)
        for name, svg in drawings.items():
            (chosen.svg_only / f"{name}.svg").write_text(svg + "\n", encoding="utf-8")
    else:
        draw(drawings)


if __name__ == "__main__":
    main()
