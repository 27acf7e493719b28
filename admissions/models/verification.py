from django.db import models
from django.utils.translation import gettext_lazy as _


class Verification(models.Model):
    """
    One time that all invariants were asked. `findings` are those that did not hold: code, count and
    examples, which are references and numbers.
    """

    at = models.DateTimeField(_("when"))
    took = models.DurationField(_("took"))
    rows = models.PositiveBigIntegerField(_("rows"))
    findings = models.JSONField(_("findings"), default=list)

    class Meta:
        verbose_name = _("verification of the journal")
        verbose_name_plural = _("verifications of the journal")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M} {len(self.findings)}"

    @property
    def is_clean(self) -> bool:
        return not self.findings
