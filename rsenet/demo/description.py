"""What the demo holds, for people on the console and for scripts in demo.json."""

import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings

from accounts.models import Person
from communities.models import Community
from posts.models import Post, Reply
from rsenet.demo.access import password
from rsenet.demo.letters import link
from rsenet.demo.story import story

STATES = ("valid", "expired", "used", "revoked")

type Description = dict[str, Any]


def describe() -> Description:
    told = story()
    people = {person.uid: person for person in Person.objects.filter(uid__in=told.roles.values())}
    return {
        "base_url": settings.BASE_URL,
        "password": password(),
        "people": {
            role: {"email": people[uid].email, "handle": people[uid].handle, "name": people[uid].display_name}
            for role, uid in told.roles.items()
        },
        "communities": {role: _community(slug) for role, slug in told.places.items()},
        "invitation_links": {state: link(state) for state in STATES},
    }


def _community(uid: str) -> dict[str, Any]:
    """With one post, and one reply to it where there is any."""
    community = Community.objects.get(uid=uid)
    posts = Post.objects.present().in_community(community)
    reply = Reply.objects.present().filter(post__in=posts).order_by("-pk").values("pk", "post").first()
    post = reply["post"] if reply else posts.order_by("-pk").values_list("pk", flat=True).first()
    return {"slug": community.slug, "name": community.name, "post_id": post, "reply_id": reply["pk"] if reply else None}


def place() -> Path:
    return Path(settings.DATA_DIR) / "demo.json"


def kept() -> Description | None:
    """What was last written, if it can be read."""
    try:
        found = json.loads(place().read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def keep(description: Description) -> None:
    """For this user's eyes: it holds a password. Whole or not at all."""
    path = place()
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(description, file, ensure_ascii=False, indent=2)
        file.write("\n")
    fresh.replace(path)
