from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from limits.policies import CLASSES, SEATS
from staff.states import StudyLanguage


class NobdOffer(models.Model):
    """
    Seats that NOBD states for a parallel and that the portal did not take by itself: the school stated others,
    or more children are accepted already. It waits for a person.

    `kept_at`: the school decided to stay with its own numbers; the same offer does not come up again.
    """

    school = models.ForeignKey("staff.School", models.PROTECT, related_name="+", verbose_name=_("school"))
    school_year = models.ForeignKey(
        "limits.SchoolYear", models.PROTECT, related_name="+", verbose_name=_("school year")
    )
    grade = models.PositiveSmallIntegerField(_("grade"), default=1)
    language = models.CharField(_("language of study"), max_length=2, choices=StudyLanguage.choices)
    total = models.PositiveSmallIntegerField(_("seats"))
    class_count = models.PositiveSmallIntegerField(_("classes"))
    offered_at = models.DateTimeField(_("loaded at"))
    kept_at = models.DateTimeField(_("own numbers kept at"), null=True, blank=True)

    class Meta:
        verbose_name = _("difference from NOBD")
        verbose_name_plural = _("differences from NOBD")
        ordering = ["-school_year", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "school_year", "grade", "language"],
                name="limits_nobdoffer_one_per_parallel",
            ),
            models.CheckConstraint(
                condition=Q(language__in=StudyLanguage.values), name="limits_nobdoffer_known_language"
            ),
            models.CheckConstraint(
                condition=Q(total__range=(SEATS.start, SEATS.stop - 1))
                & Q(class_count__range=(CLASSES.start, CLASSES.stop - 1)),
                name="limits_nobdoffer_possible_numbers",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_year_id} {self.language}: {self.total}"
