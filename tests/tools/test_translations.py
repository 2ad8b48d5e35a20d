"""What the check of the catalogues refuses."""

import polib
import pytest

from tools.translations import not_french


@pytest.mark.parametrize("words", ["Qui ?", "Qui?", "« Oui\u202f»", "«\u202fOui »", "l'heure"])
def test_what_french_does_not_write_is_found(words):
    assert not_french(catalogue(words)) == [words]


@pytest.mark.parametrize("words", ["Qui\u202f?", "«\u202fOui\u202f»\u202f: l’heure, 9:30", "https://example.org"])
def test_what_it_writes_is_not(words):
    assert not_french(catalogue(words)) == []


def catalogue(words):
    found = polib.POFile()
    found.append(polib.POEntry(msgid="Some words", msgstr=words))
    return found
