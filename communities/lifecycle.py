"""The stages of a community's life, and which may follow which."""

from communities.models import Community

Stage = Community.Stage

# One step at a time: each has its gate. An archived one only comes back by being reopened.
NEXT: dict[str, tuple[Stage, ...]] = {
    Stage.IDEA: (Stage.DRAFT,),
    Stage.DRAFT: (Stage.SEEDING,),
    Stage.SEEDING: (Stage.PILOT, Stage.DRAFT),
    Stage.PILOT: (Stage.OPEN, Stage.NEEDS_HELP),
    Stage.OPEN: (Stage.THRIVING, Stage.NEEDS_HELP),
    Stage.THRIVING: (Stage.OPEN, Stage.NEEDS_HELP),
    Stage.NEEDS_HELP: (Stage.OPEN,),
    Stage.ARCHIVED: (),
}


def may_follow(stage: str, following: str) -> bool:
    return following in NEXT[stage]
