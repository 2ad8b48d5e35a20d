"""The community for which a query is composed once (core/compiled.py): only which one it is and who may read it may be
in it, as accounts/anybody.py for people."""

from django.db import DEFAULT_DB_ALIAS

from communities.models import Community
from core.compiled import STAND_IN

type Kind = tuple[str, str, bool]


def anywhere(kind: Kind) -> Community:
    return Community.from_db(DEFAULT_DB_ALIAS, ["id", "visibility", "stage", "shelved"], [STAND_IN, *kind])


def kind_of(community: Community) -> Kind:
    return community.visibility, community.stage, community.shelved
