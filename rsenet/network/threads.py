"""Post, reply, reaction and accepted-answer lines become threads, rendered and with their mentions."""

from typing import Any

from django.utils.timezone import now

from core.markdown import People, handles
from posts.models import Mention, Post, Reaction, Reply
from posts.texts import Rendered, rendered
from rsenet.network.known import Known, KnownPost, KnownReply, Numbers
from rsenet.network.lines import Line
from rsenet.network.writing import Writer


class Threads:
    def __init__(self, known: Known, writer: Writer) -> None:
        self._known, self._writer = known, writer
        self._posts, self._replies = Numbers(Post), Numbers(Reply)
        self._reactions = Numbers(Reaction)
        self._accepted: dict[str, str] = {}

    def post(self, line: Line) -> bool:
        if line["id"] in self._known.posts:
            return False
        community, author = self._known.community(line), self._known.person(line, "author")
        callable_here = self._known.callable_in(community.pk)
        text = rendered(line["body"], callable_here)
        pk = self._posts.next()
        post = Post(
            pk=pk,
            community_id=community.pk,
            **self._message(line, author.pk, text),
            excerpt_html=text.excerpt_html,
            is_long=text.is_long,
            kind=line["kind"],
            title=line["title"],
            last_activity_at=line["created_at"],
            last_activity_by_id=author.pk,
        )
        self._writer.add(post)
        self._known.posts[line["id"]] = KnownPost(pk, community.pk, author.pk, None)
        self._mentions(line, text, callable_here, post=pk)
        self._writer.follow(author.pk, pk)
        self._writer.wrote.add(community.pk)
        return True

    def reply(self, line: Line) -> bool:
        if line["id"] in self._known.replies:
            return False
        post, author = self._known.post(line, "post", line["post"]), self._known.person(line, "author")
        callable_here = self._known.callable_in(post.community)
        text = rendered(line["body"], callable_here)
        pk = self._replies.next()
        top = self._top(line, post) if line["parent"] else None
        self._writer.add(Reply(pk=pk, post_id=post.pk, parent_id=top, **self._message(line, author.pk, text)))
        self._known.replies[line["id"]] = KnownReply(pk, post.pk, top or pk)
        self._mentions(line, text, callable_here, post=post.pk, reply=pk)
        self._writer.threads.add(post.pk)
        self._writer.follow(author.pk, post.pk)
        self._writer.wrote.add(post.community)
        return True

    def _top(self, line: Line, post: KnownPost) -> int:
        """Threads have one nested level: what answers deeper stands under the same first answer."""
        parent = self._known.reply(line, "parent", line["parent"])
        if parent.post != post.pk:
            raise line.wrong(f"the parent {line['parent']} is a reply to another post")
        return parent.top

    def _message(self, line: Line, author: int, text: Rendered) -> dict[str, Any]:
        """What posts and replies share. When a text was deleted is not told: it counts from today."""
        deleted = {"deleted_at": now(), "deleted_by_id": author} if line["deleted"] else {}
        return {
            "uid": line["id"],
            "author_id": author,
            "body": line["body"],
            "html": text.html,
            "created_at": line["created_at"],
            "seeded_by_id": self._known.person(line, "seeded_by").pk if line["seeded_by"] else None,
            **deleted,
        }

    def _mentions(self, line: Line, text: Rendered, people: People, *, post: int, reply: int | None = None) -> None:
        """Who else was called by name, outside code and links: those the text links to."""
        if 'class="mention"' not in text.html or line["deleted"]:
            return
        for handle in sorted(handles(line["body"])):
            if handle in people and f'<a href="{people[handle][0]}" class="mention"' in text.html:
                called = self._known.by_handle[handle]
                if called != self._known.people[line["author"]].pk:
                    self._writer.add(Mention(post_id=post, reply_id=reply, person_id=called))

    def reaction(self, line: Line) -> bool:
        kind, uid = line["target"]
        found = self._known.post(line, kind, uid) if kind == "post" else self._known.reply(line, kind, uid)
        person = self._known.person(line, "person")
        key = (kind, found.pk, person.pk, line["emoji"])
        if key in self._known.reactions:
            return False
        self._known.reactions.add(key)
        reaction = Reaction(
            pk=self._reactions.next(), person_id=person.pk, emoji=line["emoji"], created_at=line["created_at"]
        )
        setattr(reaction, f"{kind}_id", found.pk)
        self._writer.add(reaction)
        self._writer.reacted[kind].add(found.pk)
        return True

    def accepted_answer(self, line: Line) -> bool:
        post = self._known.post(line, "post", line["post"])
        reply = self._known.reply(line, "reply", line["reply"])
        if reply.post != post.pk:
            raise line.wrong(f"{line['reply']} is a reply to another post")
        if self._accepted.setdefault(line["post"], line["reply"]) != line["reply"]:
            raise line.wrong(f"{line['post']} already has another accepted answer")
        if post.accepted is not None:
            return False
        self._known.posts[line["post"]] = post._replace(accepted=reply.pk)
        self._writer.accept(
            Post(pk=post.pk, accepted_reply_id=reply.pk, accepted_at=line["at"], accepted_by_id=post.author)
        )
        return True
