"""HEAD answers as GET does, on every page (link checkers and mail scanners ask so)."""

import pytest

from tests.permission_table import LINES, ask
from tests.permission_world import ROOMS

PAGES = [line for line in LINES if line.method == "GET" and line.place in ("-", "open")]
OURS = [line for line in PAGES if line.address.split(":")[0] in ROOMS]


@pytest.mark.django_db
@pytest.mark.parametrize("line", OURS, ids=str)
def test_head_is_answered_where_get_is(world, line):
    answer = ask(world, "member", line)
    browser = world.browsers["member"]

    assert browser.head(answer.request["PATH_INFO"]).status_code == answer.status_code
