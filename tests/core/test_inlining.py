"""Templates put together when loaded say what they say when put together while rendered."""

import pytest
from django.template import Context, Engine


@pytest.fixture
def render(tmp_path):
    def render(files, **context):
        for name, text in files.items():
            (tmp_path / name).write_text(text)
        made = [
            Engine(dirs=[str(tmp_path)], loaders=loaders).get_template("page.html").render(Context(context))
            for loaders in (["core.inlining.Loader"], ["django.template.loaders.filesystem.Loader"])
        ]
        assert made[0] == made[1]
        return made[0]

    return render


@pytest.mark.parametrize(
    "page",
    [
        '[{% include "part.html" %}]',
        '[{% include "part.html" with name=other %}]',
        '[{% include "part.html" with name=other only %}]',
        '[{% include "part.html" with name=other mark="a b" %}]{{ name }}{{ mark }}',
        '[{% for name in names %}{% include "part.html" with n=forloop.counter %}{% endfor %}]',
        '[{% include part %}]',
    ],
)  # fmt: skip
def test_a_part_sees_what_it_always_saw(render, page):
    part = '<b>{{ name }}</b>{{ mark }}{{ n }}{% include "leaf.html" %}\n'

    shown = render(
        {"page.html": page, "part.html": part, "leaf.html": "{{ name|upper }}"},
        name="Ada", other="Bea & co", names=["C", "D"], part="part.html",
    )  # fmt: skip

    assert "<b>" in shown


def test_one_that_includes_itself_goes_as_deep_as_its_data(render):
    tree = {"n": 1, "under": [{"n": 2, "under": [{"n": 3, "under": []}]}]}
    node = '({{ node.n }}{% for node in node.under %}{% include "node.html" %}{% endfor %})'

    assert render({"page.html": '{% include "node.html" %}', "node.html": node}, node=tree) == "(1(2(3)))"


def test_a_part_that_is_missing_is_only_missed_where_it_is_shown(render):
    assert render({"page.html": '{% if wanted %}{% include "gone.html" %}{% endif %}.'}, wanted=False) == "."


def test_includes_are_gone_when_the_page_is_loaded(tmp_path):
    (tmp_path / "page.html").write_text('{% include "part.html" %}')
    (tmp_path / "part.html").write_text("words")

    assert Engine(dirs=[str(tmp_path)], loaders=["core.inlining.Loader"]).get_template("page.html").source == "words"
