"""Prompts: what to publish before the first invitation, then week after week. Each becomes a draft in which the host
replaces what stands in {braces}; %(object)s and %(result)s are those of the community's purpose."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from animation.subject import Subject
from posts.models import Post

QUESTION, MESSAGE = Post.Kind.QUESTION, Post.Kind.MESSAGE


@dataclass(frozen=True)
class Prompt:
    code: str
    name: str | Promise  # what it is for, as it is picked
    kind: str
    title: str | Promise
    body: str | Promise

    def filled(self, subject: Subject) -> tuple[str, str]:
        """Title and text, in the reader's language."""
        words = {"object": subject.object, "result": subject.result}
        return str(self.title) % words, str(self.body) % words


@dataclass(frozen=True)
class Chapter:
    when: str | Promise
    prompts: tuple[Prompt, ...]


SEEDS = Chapter(
    _("Before the first wave"),
    (
        Prompt(
            "why",
            _("Why this community (pin it: it welcomes)"),
            MESSAGE,
            _("Why this community?"),
            _(
                "%(result)s.\n\nToday, it costs us {a fact with a number}.\n\nHere, one subject: %(object)s. "
                "Nothing else."
            ),
        ),
        Prompt(
            "failure",
            _("A case you got wrong"),
            MESSAGE,
            _("A case I got wrong: {which one}"),
            _(
                "Our subject: %(object)s.\n\n**The context**: {who, when, what was at stake}\n\n**What I did**: {in "
                "two lines}\n\n**What I would change**: {in two lines}"
            ),
        ),
        Prompt(
            "blocker",
            _("What blocks the founders"),
            QUESTION,
            _("What blocks you first right now?"),
            _("Our subject: %(object)s.\n\nFor me it is {my own answer, to begin with}. And for you?"),
        ),
        Prompt(
            "reusable",
            _("A piece others can reuse"),
            MESSAGE,
            _("The file I reuse at every {situation}"),
            _("Take it: {link to the file}\n\nSay what is missing, I add it."),
        ),
        Prompt(
            "who",
            _("Who knows what"),
            QUESTION,
            _("Who can help with what?"),
            _("- {first founder}: {what they know}\n- {second founder}: {what they know}\n- And you?"),
        ),
        Prompt(
            "choice",
            _("A choice to make together"),
            QUESTION,
            _("For the next {deadline}, A or B?"),
            _("- A: {first option}\n- B: {second option}\n\nSay which, and why in one line."),
        ),
    ),
)
WEEKS = (
    Chapter(
        _("Week 1"),
        (
            Prompt(
                "welcome",
                _("Introduce yourselves with a case"),
                QUESTION,
                _("Your last case, in three lines?"),
                _(
                    "Introduce yourself with a case, good or bad, in three lines. Our subject: %(object)s.\n\n"
                    "Mine: {my own case, in three lines}"
                ),
            ),
            Prompt(
                "first_step",
                _("An easy first step"),
                QUESTION,
                _("Which of these three problems do we take first?"),
                _("1. {first problem}\n2. {second problem}\n3. {third problem}\n\nAnswer with a number."),
            ),
        ),
    ),
    Chapter(
        _("Week 2"),
        (
            Prompt(
                "before_after",
                _("Before and after"),
                MESSAGE,
                _("Before and after: what {practice} changed at {team}"),
                _("**Before**: {how it went}\n\n**After**: {what changed, with a number if there is one}"),
            ),
            Prompt(
                "review",
                _("A call to read over"),
                QUESTION,
                _("Ten minutes on this {document} by {day}?"),
                _("{link to the document}\n\n- {@colleague} for {why them}\n- {@colleague} for {why them}"),
            ),
        ),
    ),
    Chapter(
        _("Week 3"),
        (
            Prompt(
                "debate",
                _("A friendly debate"),
                QUESTION,
                _("We always {habit}. What if that is wrong?"),
                _("What speaks for it: {reason}\n\nWhat speaks against it: {reason}"),
            ),
            Prompt(
                "spotlight",
                _("A question that deserves more views"),
                MESSAGE,
                _("{first name}’s question deserves more views"),
                _("{link to the question}\n\nWhat is missing in the answers: {what you would like to know}"),
            ),
        ),
    ),
    Chapter(
        _("Week 4"),
        (
            Prompt(
                "recap",
                _("What four weeks have taught us"),
                MESSAGE,
                _("In four weeks: {number} cases, {number} answers"),
                _(
                    "What we have learned:\n\n1. {first thing}\n2. {second thing}\n3. {third thing}\n\nWe are here for "
                    "this: %(object)s. %(result)s. Is it clear to you?"
                ),
            ),
        ),
    ),
    Chapter(
        _("Weeks 5 to 8"),
        (
            Prompt(
                "case_study",
                _("A case study"),
                MESSAGE,
                _("Case study: {the case}"),
                _(
                    "**The situation**: {…}\n\n**What was tried**: {…}\n\n**What came of it**: {…}\n\n"
                    "**To remember**: {…}"
                ),
            ),
            Prompt(
                "blameless",
                _("A review without anybody to blame"),
                MESSAGE,
                _("What went wrong with {the case}, and what made it possible"),
                _("**The facts, in order**: {…}\n\n**What made it possible**: {…}\n\n**What we change**: {…}"),
            ),
            Prompt(
                "expert",
                _("Ask an expert"),
                QUESTION,
                _("What do you want to ask {expert}?"),
                _("{@expert} answers until {day}. {what they know better than anybody}"),
            ),
            Prompt(
                "challenge",
                _("A challenge for the week"),
                MESSAGE,
                _("This week’s challenge: {what to try}"),
                _("Until Friday: {how, in two lines}\n\nTell us here what came of it, even if nothing did."),
            ),
            Prompt(
                "relay",
                _("Hand over for a week"),
                MESSAGE,
                _("This week, {first name} hosts"),
                _("{@colleague} answers first and chooses the subjects until Friday. Thank you!"),
            ),
        ),
    ),
    Chapter(
        _("Every month"),
        (
            Prompt(
                "outcome",
                _("A result, thanks to the community"),
                MESSAGE,
                _("Thanks to {thread}, {team} {result one can measure}"),
                _("**What happened**: {in three lines}\n\n**Whose help it was**: {@colleague}, {@colleague}"),
            ),
        ),
    ),
)
CHAPTERS = (SEEDS, *WEEKS)
PROMPTS = {prompt.code: prompt for chapter in CHAPTERS for prompt in chapter.prompts}
CODES = frozenset(PROMPTS)
