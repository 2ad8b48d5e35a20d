"""The story as lines of the network format, in the order in which it happened."""

from collections.abc import Iterator
from typing import Any

from rsenet.demo.absence import without_the_absent
from rsenet.demo.calendar import EARLY, PREPARED, Calendar
from rsenet.demo.chance import chance
from rsenet.demo.habits import pulses, visits
from rsenet.demo.story import Story, Table

# Whole days in the story: an account comes before its first community, a community before its members.
ACCOUNT, FOUNDED = 0.5, 0.4


class Script:
    def __init__(self, story: Story, calendar: Calendar) -> None:
        self.story, self.calendar = story, calendar
        self.communities = [without_the_absent(community) for community in story.communities]

    def lines(self) -> Iterator[Table]:
        yield from (self._person(person) for person in self.story.people)
        yield from (self._community(community) for community in self.communities)
        happened = [event for community in self.communities for event in self._events(community)]
        happened += [event for community in self.communities for event in visits(community, self.calendar)]
        happened += pulses(self.communities, self.calendar)
        happened.sort(key=lambda event: -event[0])
        yield from (line for _, line in happened)

    def _time(self, days: float) -> str:
        return self.calendar.ago(days).isoformat()

    def _person(self, person: Table) -> Table:
        told = {key: person[key] for key in ("id", "name", "title", "department", "location", "language")}
        # Who is suspended may still sign in, to read why.
        active = person.get("active", True) or person["id"] == self.story.roles["suspended"]
        return {"type": "person", "email": self.story.email(person["id"]), "active": active, **told}

    def _community(self, community: Table) -> Table:
        told = {key: community[key] for key in ("name", "purpose", "animator", "stage", "visibility")}
        told["stage"] = "open" if told["stage"] == "needs_help" else told["stage"]  # the format knows no other
        early = FOUNDED if community["stage"] in PREPARED else EARLY["draft"]
        created_at = self._time(community["created_days_ago"] + early)
        return {"type": "community", "id": community["slug"], "created_at": created_at, **told}

    def _events(self, community: Table) -> Iterator[tuple[float, Table]]:
        """(days ago, line) of all that happened in a community."""
        slug = community["slug"]
        for stay in community["members"]:
            days = stay["joined_days_ago"] + 0.3 * chance(slug, stay["id"])
            line = {"type": "membership", "community": slug, "person": stay["id"], "joined_at": self._time(days)}
            if stay["id"] in community.get("coanimators", []):
                line["role"] = "coanimator"
            if "left_days_ago" in stay:
                if stay["id"] == community["animator"]:
                    line["role"] = "animator"
                line |= {"left_at": self._time(stay["left_days_ago"]), "left_reason": stay.get("left_reason", "left")}
            yield days, line
        for post in community["post"]:
            yield from self._thread(slug, post)

    def _thread(self, slug: str, post: Table) -> Iterator[tuple[float, Table]]:
        days = post["days_ago"]
        yield days, {**self._message("post", post, days), "community": slug} | _told(post, "kind", "title")
        yield from self._reactions(f"post:{post['id']}", post, days)
        for reply in post.get("reply", []):
            since = days - reply["hours_after"] / 24
            line = self._message("reply", reply, since)
            yield since, line | {"post": post["id"]} | _told(reply, "parent")
            yield from self._reactions(f"reply:{reply['id']}", reply, since)
            if reply.get("accepted"):
                at = _soon(since, chance(reply["id"]), 0.2)
                line = {"type": "accepted_answer", "post": post["id"], "reply": reply["id"], "at": self._time(at)}
                yield at, line

    def _message(self, kind: str, message: Table, days: float) -> Table:
        told = {"id": message["id"], "author": message["author"], "body": message["body"].strip()}
        return {"type": kind, "created_at": self._time(days), **told} | _told(message, "seeded_by")

    def _reactions(self, target: str, message: Table, days: float) -> Iterator[tuple[float, Table]]:
        for emoji, people in message.get("reactions", {}).items():
            for person in people:
                at = _soon(days, chance(target, emoji, person), 0.8)
                line = {"type": "reaction", "target": target, "person": person, "emoji": emoji}
                yield at, {**line, "created_at": self._time(at)}


def _told(source: Table, *keys: str) -> dict[str, Any]:
    return {key: source[key] for key in keys if source.get(key)}


def _soon(days: float, chance: float, within: float) -> float:
    """Some time after `days` ago, within so many days, and before now."""
    return days - min(within, 0.9 * days) * (0.02 + 0.98 * chance)
