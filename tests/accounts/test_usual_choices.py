"""What the company speaks and which clock it follows hold for whoever has not chosen."""

import pytest

from accounts.models import Person
from communities.models import Community


@pytest.mark.django_db
def test_a_new_account_and_a_new_community_follow_the_settings(settings):
    settings.LANGUAGE_CODE, settings.TIME_ZONE = "en", "America/Montreal"

    person = Person.objects.create_user("ada@example.org", None, display_name="Ada", handle="ada")

    assert (person.language, person.timezone) == ("en", "America/Montreal")
    assert Community(slug="pumps", name="Pumps").timezone == "America/Montreal"
