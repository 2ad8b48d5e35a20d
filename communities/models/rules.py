"""The numbers a community's life is judged by: every one of them is an administrator's to change."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def _number(default: int, label: Any) -> Any:
    return models.PositiveSmallIntegerField(label, default=default, validators=[MaxValueValidator(1000)])


_WITHIN = (
    ("readers_convinced", "readers"),
    ("seed_questions", "seed_posts"),
    ("seed_authors", "seed_posts"),
    ("first_wave_least", "first_wave_most"),
    ("founders", "first_wave_most"),
    ("pilot_observed", "largest_size"),
    ("pilot_members", "largest_size"),
    ("cohost_at", "largest_size"),
    ("recommended_size", "largest_size"),
)


class Rules(models.Model):
    """One row. Read with `Rules.current()`; nothing else holds these numbers."""

    launches = _number(2, _("Communities in seeding and pilot at once"))
    readers = _number(3, _("Future members who read the purpose"))
    readers_convinced = _number(2, _("Readers who would know why they come"))
    host_hours = _number(2, _("Hours a week a host has"))
    host_weeks = _number(8, _("Weeks a host commits to"))
    hosted_at_most = _number(2, _("Communities one person hosts at most"))
    draft_days = _number(30, _("Days after which a draft is stale"))
    seeding_days = _number(7, _("Days of seeding at least"))
    seeding_nudge_days = _number(21, _("Days of seeding before a nudge"))
    seed_posts = _number(6, _("Posts before the first wave"))
    seed_questions = _number(3, _("Questions among them"))
    seed_authors = _number(2, _("Authors among them"))
    seed_scheduled = _number(4, _("Posts scheduled ahead"))
    seed_scheduled_days = _number(14, _("Days in which they are scheduled"))
    first_wave_least = _number(8, _("People in the first wave, at least"))
    first_wave_most = _number(15, _("People in the first wave, at most"))
    founders = _number(3, _("People of the first wave who said yes beforehand"))
    closed_ahead_days = _number(10, _("Weekdays without a day off after the first wave leaves"))
    wave_least = _number(5, _("People a later wave may always hold"))
    wave_percent = _number(50, _("Percent of the members a later wave may hold"))
    wave_gap_days = _number(14, _("Days between two waves"))
    second_visit_percent = _number(50, _("Percent of newcomers who come back"))
    pilot_days = _number(28, _("Days of pilot at least"))
    pilot_members = _number(8, _("Members counted before opening"))
    pilot_observed = _number(6, _("Newcomers observed before opening"))
    pilot_contributors = _number(3, _("Contributors besides the host"))
    contributor_percent = _number(25, _("Percent of members who contribute"))
    reply_percent = _number(60, _("Percent of questions answered within 24 open hours"))
    questions_least = _number(5, _("Questions before that percentage counts"))
    clarity_percent = _number(80, _("Percent who know why they are there"))
    clarity_answers = _number(5, _("Answers before that percentage counts"))
    dependence_percent = _number(60, _("Percent of contributions by hosts, at most"))
    pilot_decision_days = _number(42, _("Days of pilot before a decision is due"))
    pilot_extension_days = _number(28, _("Days a pilot may be extended, once"))
    thriving_days = _number(56, _("Days open before thriving"))
    thriving_health = _number(70, _("Health, four weeks in a row, before thriving"))
    weekly_return_percent = _number(50, _("Percent who come back each week before thriving"))
    thriving_dependence_percent = _number(40, _("Percent of contributions by hosts, at most, when thriving"))
    help_silent_days = _number(14, _("Open days without a member's contribution"))
    help_questions = _number(3, _("Questions waiting too long"))
    help_question_hours = _number(72, _("Open hours after which a question waits too long"))
    help_clarity_percent = _number(60, _("Percent who know why they are there, at least"))
    away_days = _number(10, _("Open days a host may be away while nobody stands in"))
    vacant_days = _number(28, _("Days without host before archiving is proposed"))
    help_days = _number(56, _("Days in need of help before archiving is proposed"))
    notice_days = _number(14, _("Days its members know beforehand that a community closes"))
    reopening_days = _number(90, _("Days in which who hosted an archived community may reopen it"))
    cohost_at = _number(40, _("Members from which a co-host is required"))
    recommended_size = _number(50, _("Members up to which a community keeps its human size"))
    largest_size = _number(150, _("Members above which a written reason is needed"))

    class Meta:
        verbose_name = _("rules of communities")
        verbose_name_plural = _("rules of communities")
        constraints = (models.CheckConstraint(name="one_set_of_rules", condition=Q(id=1)),)

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def clean(self) -> None:
        """Numbers that nothing could ever meet are refused, each where it stands."""
        labels = {field.name: field.verbose_name for field in self._meta.fields}
        wrong: dict[str, Any] = {
            name: _("A percentage: 100 at most.")
            for name in labels
            if name.endswith("_percent") and (getattr(self, name) or 0) > 100
        }
        for smaller, larger in _WITHIN:
            if (getattr(self, smaller) or 0) > (getattr(self, larger) or 0):
                wrong[smaller] = _("At most as many as “%(label)s”.") % {"label": labels[larger]}
        for name in ("launches", "first_wave_most", "largest_size"):
            if not getattr(self, name):
                wrong[name] = _("One at least, or nothing ever opens.")
        if wrong:
            raise ValidationError(wrong)

    @classmethod
    def current(cls) -> "Rules":
        """As set, or the defaults until somebody sets them. One query."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
