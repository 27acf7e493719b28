from django.db import models
from django.utils.translation import gettext_lazy as _


class TerritoryCheck(models.Model):
    """
    What the last check found in a school's microdistrict, in addresses; checked each night and after every change.

    The rows behind the numbers are asked anew when somebody looks.
    """

    school = models.OneToOneField(
        "staff.School", models.CASCADE, primary_key=True, related_name="+", verbose_name=_("school")
    )
    checked_at = models.DateTimeField(_("checked at"))
    obsolete = models.PositiveIntegerField(_("obsolete"), default=0)
    outside = models.PositiveIntegerField(_("outside the settlement"), default=0)
    shared = models.PositiveIntegerField(_("of two schools"), default=0)
    unserved = models.PositiveIntegerField(_("of no school"), default=0)

    class Meta:
        verbose_name = _("check of a microdistrict")
        verbose_name_plural = _("checks of microdistricts")
        ordering = ["school__code"]

    def __str__(self) -> str:
        return f"{self.school_id} {self.to_do}"

    @property
    def to_do(self) -> int:
        """Addresses that somebody has to act on; shared ones are allowed."""
        return self.obsolete + self.outside + self.unserved
