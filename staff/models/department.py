from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class EducationDepartment(models.Model):
    """
    Who answers for the schools of a place: told of overdue applications (D17), called by families.

    `kato` names a region or a settlement; the narrowest place a school lies in has the word.
    """

    kato = models.CharField(
        _("region or settlement (KATO)"),
        max_length=9,
        unique=True,
        help_text=_("Nine digits: a whole region, as in 110000000, or one settlement of it."),
    )
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    name_kk = models.CharField(_("name in Kazakh"), max_length=200)
    email = models.EmailField(_("e-mail"), help_text=_("Overdue applications are reported here."))
    phone = models.CharField(_("phone"), max_length=16, blank=True)

    class Meta:
        verbose_name = _("education department")
        verbose_name_plural = _("education departments")
        ordering = ["kato"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kato__regex=r"^[0-9]{9}$"), name="staff_educationdepartment_kato_is_9_digits"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_kk if get_language() == "kk" else self.name_ru
