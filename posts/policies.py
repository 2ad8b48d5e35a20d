"""Who may do what with a post or a reply. Facts in, booleans out, no query: cards build these in memory."""

from dataclasses import dataclass
from typing import Self

from accounts.models import Person
from communities.policies import CommunityPolicy
from posts.models import Post, Reply


@dataclass(frozen=True, slots=True)
class PostPolicy:
    """What one viewer may do with a post they can see. `community` knows their role there and whether it is alive."""

    post: Post
    viewer_id: int
    community: CommunityPolicy

    @classmethod
    def of(cls, person: Person, post: Post) -> Self:
        """Loads the role of a person: one query, two when the community is not at hand."""
        return cls(post, person.pk, CommunityPolicy.of(person, post.community))

    def is_author(self) -> bool:
        return self.post.author_id == self.viewer_id

    def writes(self) -> bool:
        """The post is there and the viewer may write where it stands."""
        return self.community.post() and not self.post.is_deleted

    def reply(self) -> bool:
        return self.writes()

    def react(self) -> bool:
        return self.writes()

    def edit(self) -> bool:
        """Only the author, hosts included (R-AZ-07)."""
        return self.writes() and self.is_author()

    def delete(self) -> bool:
        return self.writes() and (self.is_author() or self.community.moderate())

    def accept(self) -> bool:
        """Say which answer helped, or take it back."""
        return self.writes() and self.post.is_question and (self.is_author() or self.community.animates())

    def pin(self) -> bool:
        return self.writes() and self.community.moderate()

    def follow(self) -> bool:
        """Whoever reads may follow."""
        return self.community.is_alive() and self.community.read() and not self.post.is_deleted

    def read_history(self) -> bool:
        return self.community.read() and not self.post.is_deleted


@dataclass(frozen=True, slots=True)
class ReplyPolicy:
    """What one viewer may do with a reply they can see."""

    message: Reply
    viewer_id: int
    post: PostPolicy

    @classmethod
    def of(cls, person: Person, reply: Reply) -> Self:
        return cls(reply, person.pk, PostPolicy.of(person, reply.post))

    def is_author(self) -> bool:
        return self.message.author_id == self.viewer_id

    def writes(self) -> bool:
        return self.post.community.post() and not self.message.is_deleted

    def reply(self) -> bool:
        return self.writes() and self.post.reply()

    def react(self) -> bool:
        return self.writes()

    def edit(self) -> bool:
        return self.writes() and self.is_author()

    def delete(self) -> bool:
        return self.writes() and (self.is_author() or self.post.community.moderate())

    def accept(self) -> bool:
        return self.writes() and self.post.accept()

    def read_history(self) -> bool:
        return self.post.community.read() and not self.message.is_deleted
