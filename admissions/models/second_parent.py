from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SecondParent(models.Model):
    """
    The child's parent who did not send this application, and sees it and is told of it all the same (D9).

    Known by the blind index of the IIN, because the register names a parent who may never have been here.
    `joined_at` is when they pressed «Отправить» themselves and were joined; `draft` is what they had filled.
    """

    application = models.ForeignKey(
        "admissions.Application",
        models.CASCADE,
        related_name="second_parents",
        verbose_name=_("application"),
    )
    iin_index = models.CharField(max_length=64, editable=False)
    joined_at = models.DateTimeField(_("joined"), null=True, blank=True)
    draft = models.ForeignKey(
        "admissions.Application", models.SET_NULL, null=True, blank=True, related_name="joinings"
    )

    class Meta:
        verbose_name = _("second parent")
        verbose_name_plural = _("second parents")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "iin_index"], name="admissions_secondparent_once_per_application"
            ),
            models.CheckConstraint(
                condition=Q(draft__isnull=True) | Q(joined_at__isnull=False),
                name="admissions_secondparent_draft_only_of_joined",
            ),
        ]
        indexes = [models.Index(fields=["iin_index"], name="admissions_of_second_parent")]

    def __str__(self) -> str:
        return f"second parent of {self.application_id}"
