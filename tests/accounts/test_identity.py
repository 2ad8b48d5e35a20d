"""R-UN-01: a name and a handle that are nobody else's."""

import pytest
from django.core.exceptions import ValidationError

from accounts import identity
from accounts.models import FormerHandle, Person


def code_of(function, *args):
    with pytest.raises(ValidationError) as refused:
        function(*args)
    return refused.value.code


def test_a_name_is_kept_as_written_without_its_tricks(db):
    assert identity.own_name("  Nadia\u200b  Roussel ") == "Nadia Roussel"


@pytest.mark.parametrize("name", ["Aminata Diallo", "aminata DIALLO", "Arninata Dial1o", "Аminаtа Diаllо"])
def test_a_name_that_looks_like_a_colleague_is_refused(member, name):
    assert code_of(identity.own_name, name) in ("lookalike", "mixed")


def test_a_name_of_somebody_who_left_is_free(member):
    Person.objects.filter(pk=member.pk).update(is_active=False)

    assert identity.own_name("Aminata Diallo") == "Aminata Diallo"


def test_one_may_write_ones_own_name_another_way(member):
    assert identity.own_name("Aminata DIALLO", member) == "Aminata DIALLO"


def test_a_homonym_brought_by_an_import_keeps_the_name(member, outsider):
    outsider.display_name = "Aminata Diallo"
    outsider.save()

    assert identity.own_name("Aminata Diallo", outsider) == "Aminata Diallo"


@pytest.mark.parametrize("name", ["Admin", "ADMINISTRATEUR", "Support", "RH", "R.H.", "RSEnet", "Ꮪupport"])
def test_a_name_of_authority_is_refused(db, name):
    assert code_of(identity.own_name, name) in ("reserved", "mixed")


def test_a_word_of_two_alphabets_is_refused(db):
    assert code_of(identity.own_name, "N\u0430dia Roussel") == "mixed"


@pytest.mark.parametrize("handle", ["", "é", "a b", "-a", "a-", "a.b", "a/b", "x" * 51, "../x", "n\u0430dia"])
def test_a_handle_of_another_shape_is_refused(db, handle):
    assert code_of(identity.own_handle, handle) == "shape"


def test_a_handle_is_written_small_without_its_sign(db):
    assert identity.own_handle(" @Nadia-Roussel ") == "nadia-roussel"


def test_a_handle_taken_now_or_before_is_refused(member, outsider):
    FormerHandle.objects.create(handle="ami", person=member)

    assert code_of(identity.own_handle, "aminata") == "taken"
    assert code_of(identity.own_handle, "Ami", outsider) == "taken"
    assert identity.own_handle("ami", member) == "ami"


@pytest.mark.parametrize("handle", ["admin", "adm1n", "support", "all", "rsenet"])
def test_a_handle_of_authority_is_refused(db, handle):
    assert code_of(identity.own_handle, handle) == "reserved"


def test_a_free_handle_comes_from_the_name(member):
    assert identity.free_handle("Éloïse Le-Goff") == "eloise-le-goff"
    assert identity.free_handle("Aminata") == "aminata-2"
    assert identity.free_handle("Admin") == "admin-2"
    assert identity.free_handle("李明") == "person"
