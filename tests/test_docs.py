"""What the documents say is there: packages, files, tests, pictures."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
REQUIREMENT = re.compile(r"R-[A-Z0-9]{2,4}-\d{2}")


def names(files):
    return [str(file.relative_to(ROOT)) for file in files]


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def table(name):
    """The first cell of each row, code marks out."""
    return re.findall(r"^\| `([^`|]+)`", text(name), re.MULTILINE)


def requirements(source):
    """Every number in a text; R-FI-01..06 stands for six."""
    for first, last in re.findall(r"(R-[A-Z0-9]{2,4}-\d{2})(?:\.\.(\d{2}))?", source):
        stem, start = first[:-2], int(first[-2:])
        yield from (f"{stem}{number:02}" for number in range(start, int(last or start) + 1))


def test_every_dependency_has_its_reason_and_nothing_else_has():
    project = tomllib.loads(text("pyproject.toml"))
    asked = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["embedded"],
        *project["dependency-groups"]["dev"],
    ]
    packages = {re.match(r"[\w.-]+", line)[0] for line in asked}
    told = table("docs/dependencies.md")

    assert {name for name in told if not name.startswith("static/")} == packages
    assert len(told) == len(set(told))


def test_every_file_of_others_has_its_reason():
    patterns = [name for name in table("docs/dependencies.md") if name.startswith("static/")]
    told = {file for pattern in patterns for file in ROOT.glob(pattern)}
    there = {*(ROOT / "static/vendor").glob("*.js"), *(ROOT / "static/fonts").iterdir(), ROOT / "static/icons.svg"}

    assert told == there


@pytest.mark.parametrize("document", DOCUMENTS, ids=names(DOCUMENTS))
def test_links_between_documents_lead_somewhere(document):
    targets = re.findall(r"\]\((?!https?:|mailto:)([^)#\s]+)", document.read_text(encoding="utf-8"))
    targets += re.findall(r"""(?:src|srcset|href)=["'](?!https?:)([^"'#]+)""", document.read_text(encoding="utf-8"))

    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=names(DOCUMENTS))
def test_files_named_in_documents_are_there(document):
    rooms = "accounts|bin|communities|core|docs|locale|notifications|posts|rsenet|static|templates|tests|tools"
    named = re.findall(rf"`((?:{rooms})/[\w./-]+)`", document.read_text(encoding="utf-8"))

    assert [name for name in named if not (ROOT / name).exists()] == []


def test_a_decision_fits_on_one_screen():
    decisions = sorted((ROOT / "docs/decisions").glob("*.md"))

    assert [file.name[:4] for file in decisions] == [f"{number:04}" for number in range(1, len(decisions) + 1)]
    assert [file.name for file in decisions if len(file.read_text().splitlines()) > 40] == []


def test_every_requirement_has_its_line_and_every_line_its_tests():
    told = text("docs/security.md")
    tested = set()
    functions = {}
    for file in [*(ROOT / "tests").rglob("test_*.py"), ROOT / "tests/permissions.txt"]:
        source = file.read_text(encoding="utf-8")
        tested |= set(requirements(source))
        functions[str(file.relative_to(ROOT / "tests"))] = set(re.findall(r"^def (test_\w+)", source, re.MULTILINE))

    assert tested - set(requirements(told)) == set()
    for file, test in re.findall(r"`([\w/]+\.py)::(test_\w+)`", told):
        assert test in functions[file], f"{file}::{test}"


def test_the_verbs_of_forms_are_those_scripts_are_told():
    told = {verb for cell in re.findall(r"^\| (`.*?) \|", text("docs/surface.md"), re.MULTILINE) for verb in re.findall(
        r"`([a-z._-]+)`", cell
    )}  # fmt: skip
    forms = {
        verb
        for file in (ROOT / "templates").rglob("*.html")
        for value in re.findall(r'data-rse="([^"]+)"', file.read_text(encoding="utf-8"))
        for verb in re.sub(r"{%.*?%}", " ", value).split()
    }

    assert forms - told == set()
    assert {verb for verb in told if "." in verb} - forms - {"demo.json"} == set()
