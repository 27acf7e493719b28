"""School years and the seats of each parallel."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from limits import policies
from limits.policies import CLASSES, SEATS, Seats, StaticQuarter
from limits.years import name_of
from staff.states import StudyLanguage


class Source(models.TextChoices):
    """Who stated the seats that stand now; nobody has while a parallel is only known by an acceptance (D15)."""

    SCHOOL = "school", _("School")
    NOBD = "nobd", _("NOBD")


class SchoolYear(models.Model):
    """A school year is called by its first calendar year: 2026 is 2026-2027 (R77)."""

    starts_in = models.PositiveSmallIntegerField(_("first calendar year"), primary_key=True)

    class Meta:
        verbose_name = _("school year")
        verbose_name_plural = _("school years")
        ordering = ["-starts_in"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_in__range=(2020, 2100)), name="limits_schoolyear_is_of_this_century"
            ),
        ]

    def __str__(self) -> str:
        return name_of(self.starts_in)


class ClassLimit(models.Model):
    """
    The seats of one parallel: school × school year × grade × language (R57, R58).

    `total`, `used` and `outside_used` count children of the whole parallel, not of one class (A10).
    The two counters change only with an application, under this row's lock. `version` counts the statements of
    the seats: who saves says which one they saw. `stated_at` and `source` belong to the last of them.
    """

    school = models.ForeignKey(
        "staff.School", models.PROTECT, related_name="class_limits", verbose_name=_("school")
    )
    school_year = models.ForeignKey(
        SchoolYear, models.PROTECT, related_name="+", verbose_name=_("school year")
    )
    grade = models.PositiveSmallIntegerField(_("grade"), default=1)
    language = models.CharField(_("language of study"), max_length=2, choices=StudyLanguage.choices)
    total = models.PositiveSmallIntegerField(_("seats"), null=True, blank=True)
    class_count = models.PositiveSmallIntegerField(_("classes"), null=True, blank=True)
    used = models.PositiveSmallIntegerField(_("taken"), default=0, editable=False)
    outside_used = models.PositiveSmallIntegerField(
        _("taken from outside the microdistrict"), default=0, editable=False
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    source = models.CharField(_("source"), max_length=10, choices=Source.choices, blank=True)
    stated_at = models.DateTimeField(_("stated at"), null=True, blank=True)
    policy_name = models.CharField(_("policy"), max_length=40, default=StaticQuarter.name)
    policy_version = models.PositiveSmallIntegerField(_("policy version"), default=StaticQuarter.version)

    class Meta:
        verbose_name = _("class limit")
        verbose_name_plural = _("class limits")
        ordering = ["-school_year", "school", "grade", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "school_year", "grade", "language"],
                name="limits_classlimit_one_per_parallel",
            ),
            models.CheckConstraint(
                condition=Q(outside_used__lte=F("used")), name="limits_classlimit_outside_within_used"
            ),
            models.CheckConstraint(
                condition=Q(language__in=StudyLanguage.values), name="limits_classlimit_known_language"
            ),
            models.CheckConstraint(
                condition=(Q(total__isnull=True) | Q(total__range=(SEATS.start, SEATS.stop - 1)))
                & (Q(class_count__isnull=True) | Q(class_count__range=(CLASSES.start, CLASSES.stop - 1))),
                name="limits_classlimit_possible_numbers",
            ),
            models.CheckConstraint(condition=Q(grade__range=(1, 11)), name="limits_classlimit_grade_1_to_11"),
            models.CheckConstraint(
                condition=Q(policy_name=StaticQuarter.name, policy_version=StaticQuarter.version),
                name="limits_classlimit_known_policy",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_year_id} {self.get_language_display()}"

    @property
    def seats(self) -> Seats:
        return Seats(
            self.total, self.used, self.outside_used, policies.policy(self.policy_name, self.policy_version)
        )
