"""Who belongs and did not come lately: the written story has nearly everybody react, in a real company some are
elsewhere."""

from copy import deepcopy

from rsenet.demo.chance import chance
from rsenet.demo.story import Table

LATELY = 31  # days, more than the measures look back on
# Of those who wrote nothing lately, how many did not come either.
AWAY = {"thriving": 0.55, "open": 0.75, "pilot": 0.65, "needs_help": 0.9}


def absent(community: Table) -> set[str]:
    hosts = {community["animator"], *community.get("coanimators", [])}
    wrote = {message["author"] for days, message in _messages(community) if days < LATELY}
    return {
        stay["id"]
        for stay in community["members"]
        if stay["id"] not in hosts | wrote
        and stay["joined_days_ago"] > LATELY + 9
        and chance(community["slug"], stay["id"], "away") < AWAY.get(community["stage"], 0)
    }


def without_the_absent(community: Table) -> Table:
    """The same community, without the reactions of who was away."""
    gone, told = absent(community), deepcopy(community)
    for days, message in _messages(told):
        if days < LATELY + 2:
            message["reactions"] = {
                emoji: [who for who in people if who not in gone]
                for emoji, people in message.get("reactions", {}).items()
            }
    return told


def _messages(community: Table) -> list[tuple[float, Table]]:
    """How many days ago each was written."""
    posts = community["post"]
    replies = [
        (post["days_ago"] - reply["hours_after"] / 24, reply) for post in posts for reply in post.get("reply", [])
    ]
    return [(post["days_ago"], post) for post in posts] + replies
