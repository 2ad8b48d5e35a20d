"""Every Django form looks like the design, whichever engine renders it."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.template import engines


class Sample(forms.Form):
    name = forms.CharField(help_text="As colleagues call you.", widget=forms.TextInput(attrs={"class": "input-xl"}))
    email = forms.EmailField(label="E-mail <b>")
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    site = forms.ChoiceField(choices=[("", "Any"), ("East", [("l", "Lyon"), ("t", "Thiers")])], required=False)
    order = forms.ChoiceField(choices=[("a", "One"), ("b", "Two")], widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(choices=[("1", "Monday")], widget=forms.CheckboxSelectMultiple, required=False)
    agree = forms.BooleanField(required=False)
    file = forms.FileField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("Not now & not <here>.")


def render(engine, data=None, **options):
    class Renderer(TemplatesSetting):
        def get_template(self, name):
            return engines[engine].get_template(name)

    return str(Sample(data, renderer=Renderer(), initial={"name": 'Nadia "N" <x>', "order": "b"}, **options))


DATA = {"name": "", "email": "no", "order": "b", "version": "3", "text": "a <b>\nc"}


@pytest.mark.parametrize("data", [None, DATA])
def test_both_engines_render_the_same_bytes(data):
    assert render("product", data) == render("django", data)


def test_each_kind_of_field_has_its_class_once():
    html = render("product")

    for start in (
        '<input type="text" name="name"',
        '<input type="email"',
        "<textarea",
        "<select",
        '<input type="file"',
    ):
        tag = html[html.index(start) :].split(">")[0]
        assert tag.count("class=") == 1
        assert 'class="input' in tag
    assert 'class="input input-xl"' in html
    assert html.count('<label class="choice"') == 3
    assert '<label class="check"' in html
    assert "E-mail &lt;b&gt;" in html
    assert 'class="input"' not in html[html.index('type="hidden"') :].split(">")[0]


def test_an_invalid_field_says_so_next_to_itself_and_keeps_its_text():
    html = render("product", DATA)

    assert html.count('role="alert"') == 3  # the form's own error, the empty name, the wrong address
    assert 'aria-invalid="true" aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert "Not now &amp; not &lt;here&gt;." in html
    assert 'value="no"' in html
    assert "a &lt;b&gt;\nc" in html
