"""The house keeps its shape: what import-linter, ruff and mypy do not look at."""

import ast
import hashlib
import json
import re
from functools import cache
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ["accounts", "animation", "communities", "core", "notifications", "posts", "pulse", "rsenet"]
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
FORBIDDEN = {"utils", "helpers", "services", "managers", "selectors", "constants", "mixins", "signals"}
# HTML that was rendered and sanitised when it was written (core.markdown), or that Django itself wrote.
SANITISED = ("html|safe", "preview|safe", "help_text|safe")


def python(*folders):
    files = (file for folder in folders for file in sorted((ROOT / folder).rglob("*.py")))
    return [file for file in files if "migrations" not in file.parts]


PRODUCT = python(*ROOMS)
EVERYTHING = python(*ROOMS, "tests", "tools")
VIEWS = [file for file in PRODUCT if file.stem == "views" or file.parent.name == "views"]


def names(files):
    return [str(file.relative_to(ROOT)) for file in files]


@cache
def lines(file):
    return file.read_text(encoding="utf-8").splitlines()


def test_a_python_file_is_read_in_one_sitting():
    assert [name for name, file in zip(names(EVERYTHING), EVERYTHING, strict=True) if len(lines(file)) > 300] == []
    assert median(len(lines(file)) for file in PRODUCT if lines(file)) < 100


def test_a_template_fits_on_two_screens_and_a_style_sheet_on_four():
    sheets = sorted((ROOT / "static/css").rglob("*.css"))

    assert names(file for file in TEMPLATES if len(lines(file)) > 80) == []
    assert names(file for file in sheets if len(lines(file)) > 200) == []


def test_files_are_named_after_the_field_never_after_a_drawer():
    assert names(file for file in PRODUCT if {file.stem, file.parent.name} & FORBIDDEN) == []


def test_a_file_says_what_it_is_for():
    """Except where its name already does: urls, apps and the like."""
    obvious = {"__init__", "urls", "apps", "wsgi", "asgi", "admin"}
    silent = [
        file for file in PRODUCT if file.stem not in obvious and not ast.get_docstring(ast.parse(file.read_text()))
    ]

    assert names(silent) == []


def test_every_setting_is_documented_and_no_other():
    pattern = re.compile(r"\bRSENET_[A-Z_]+[A-Z]\b")
    read = {name for file in PRODUCT for name in pattern.findall(file.read_text())}

    assert set(pattern.findall((ROOT / "docs/settings.md").read_text())) == read


def test_only_sanitised_html_is_trusted():
    """R-XS-03: one module makes HTML of what people write; templates name what it made."""
    for file in TEMPLATES:
        text = file.read_text()
        assert all(text[: place.end()].endswith(SANITISED) for place in re.finditer(r"\|\s*safe\b", text)), file
        assert "safeseq" not in text, file
        # Mails escape first, then make paragraphs: the filter must not escape again.
        text = text.replace("{% autoescape off %}{% filter linebreaks %}{% autoescape on %}", "")
        assert "autoescape off" not in text or file.suffix == ".txt", file
    trusting = [file for file in PRODUCT if re.search(r"\bmark_safe\b|\bSafeString\(", file.read_text())]
    assert names(trusting) == ["core/markdown.py"]


@pytest.mark.parametrize("file", VIEWS, ids=names(VIEWS))
def test_a_view_finds_things_only_among_those_its_visitor_may_see(file):
    """R-AZ-05: never a bare model; what is found starts from a query of what is visible, or of one's own."""
    tree = ast.parse(file.read_text())
    assigned = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            assigned[ast.unparse(target)] = ast.unparse(node.value)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        call, function = ast.unparse(node), ast.unparse(node.func)
        if function != "get_object_or_404" and not re.search(
            r"^[A-Z]\w+\.objects\.(get|filter|all|first|in_bulk)$", function
        ):
            continue
        words = {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}
        said = " ".join([call, *(assigned[word] for word in words & assigned.keys())])
        assert any(limit in said for limit in LIMITS) or call in EXCUSED, f"{names([file])[0]}:{node.lineno}: {call}"


LIMITS = ("visible_to(", "readable_by(", ".listed(", ".present(", "request.user")
# Found otherwise, with the reason.
EXCUSED = {
    "Person.objects.filter(handle=handle.lower())": "a former colleague's page says that they left",
    "Person.objects.filter(handle=handle, photo=version, is_active=True)": "portraits are seen by every colleague",
    "Community.objects.get(pk=community.id)": "a place of one's own rail",
    "get_object_or_404(Reply, post=post, pk=number(asked['parent']))": "of a thread found just before",
    "get_object_or_404(community.invitations.select_related('community', 'inviter', 'person'), pk=pk)": (
        "of a community found just before"
    ),
    "get_object_or_404(_QUESTIONS.filter(community=community), pk=pk)": "of a community found just before",
    "Person.objects.all()": "whether the address of a letter has an account, for who holds its token",
}


@pytest.mark.parametrize("vendored", json.loads((ROOT / "static/vendor/MANIFEST.json").read_text()), ids=str)
def test_what_others_wrote_is_as_they_published_it(vendored):
    """R-OP-04."""
    content = (ROOT / "static/vendor" / vendored["file"]).read_bytes()

    assert hashlib.sha256(content).hexdigest() == vendored["sha256"]


def test_all_that_others_wrote_is_recorded():
    recorded = {entry["file"] for entry in json.loads((ROOT / "static/vendor/MANIFEST.json").read_text())}

    assert {file.name for file in (ROOT / "static/vendor").iterdir()} - {"MANIFEST.json"} == recorded


@pytest.mark.parametrize("file", [file for file in TEMPLATES if file.suffix == ".html"], ids=lambda file: file.stem)
def test_templates_hold_no_style_and_no_script(file):
    """R-HD-01: what the Content-Security-Policy would refuse is not written. Mails have no such policy."""
    text = file.read_text()
    if "email" in file.stem or "email" in file.parts:
        return

    assert not re.search(r"<style\b|\sstyle\s*=", text)
    assert not re.search(r"<script\b(?![^>]*\b(?:src=|type=\"application/json\"))", text)
    assert not re.search(r"\s(?:on[a-z]+|hx-on[:\w-]*)\s*=\s*[\"']", text)
    assert "javascript:" not in text


def test_styles_and_scripts_come_from_here_alone():
    """R-PR-08: no third party is ever asked for anything."""
    sources = [*TEMPLATES, *(ROOT / "static/css").rglob("*.css"), *(ROOT / "static/js").rglob("*.js")]
    asking = re.compile(
        r"""(?:src|href)=["']https?://|url\(["']?https?://|import\s+["']https?://|fetch\(["']https?://"""
    )

    assert names(file for file in sources if asking.search(file.read_text())) == []


def test_every_address_that_writes_is_a_post_with_a_token():
    """R-CS-01: no view is exempt, and every form that posts carries the token."""
    exempt = names(file for file in PRODUCT if "csrf_exempt" in file.read_text())
    assert exempt == ["communities/views/invitation.py"], "the one click of a mail program, RFC 8058"
    for file in TEMPLATES:
        for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", file.read_text(), re.DOTALL | re.IGNORECASE):
            included = re.findall(r"{% include \"([^\"]+)\"", form)
            parts = [ROOT / "templates" / name for name in included]
            texts = [form, *(part.read_text() for part in parts if part.exists())]
            assert any("csrf_token" in text for text in texts), f"{file}: {form[:80]}"
