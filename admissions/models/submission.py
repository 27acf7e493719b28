from django.db import models
from django.utils.translation import gettext_lazy as _


class Submission(models.Model):
    """The key of one press of «Отправить»: whoever repeats it gets the same application (D2)."""

    person = models.ForeignKey("staff.Person", models.CASCADE, related_name="+")
    key = models.UUIDField()
    application = models.ForeignKey("admissions.Application", models.CASCADE, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="admissions_submission_one_per_key"),
        ]

    def __str__(self) -> str:
        return str(self.key)
