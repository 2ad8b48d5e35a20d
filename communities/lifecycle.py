"""The stages of a community's life, and which may follow which."""

from communities.models import Community

Stage = Community.Stage

# Forward steps may be skipped by who opens communities; an archived one only comes back by being reopened.
NEXT: dict[str, tuple[Stage, ...]] = {
    Stage.IDEA: (Stage.DRAFT,),
    Stage.DRAFT: (Stage.SEEDING, Stage.PILOT, Stage.OPEN),
    Stage.SEEDING: (Stage.PILOT, Stage.OPEN, Stage.DRAFT),
    Stage.PILOT: (Stage.OPEN, Stage.NEEDS_HELP),
    Stage.OPEN: (Stage.THRIVING, Stage.NEEDS_HELP),
    Stage.THRIVING: (Stage.OPEN, Stage.NEEDS_HELP),
    Stage.NEEDS_HELP: (Stage.OPEN,),
    Stage.ARCHIVED: (),
}


def may_follow(stage: str, following: str) -> bool:
    return following in NEXT[stage]
