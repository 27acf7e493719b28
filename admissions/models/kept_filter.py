from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptFilter(models.Model):
    """
    A filter of the school's list that one person keeps for themselves, in all their roles there.

    `address` is the list's address from its question mark on. Its words are made when it is shown, in the
    language of that moment.
    """

    person = models.ForeignKey("staff.Person", models.CASCADE, related_name="+", verbose_name=_("person"))
    school = models.ForeignKey("staff.School", models.CASCADE, related_name="+", verbose_name=_("school"))
    view = models.CharField(max_length=10)
    address = models.CharField(max_length=400)

    class Meta:
        verbose_name = _("kept filter")
        verbose_name_plural = _("kept filters")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "school", "view", "address"], name="admissions_keptfilter_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.view} {self.address}"
