from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oqu.core.secrets_fields import EncryptedTextField, blind_index
from staff.states import OPEN_CONSENTS, ConsentPurpose, ConsentState


class Consent(models.Model):
    """
    One question «do you agree?» sent by SMS from 1414 and what became of it.

    `uuid` names the request at the consent service. The person may not be known to the portal yet, so
    they are kept by IIN. `finished_at`: what this was asked for, an employee or an application, has been saved.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    iin = EncryptedTextField(_("IIN"))
    iin_index = models.CharField(max_length=64, editable=False)
    masked_phone = models.CharField(_("phone, in part"), max_length=30, blank=True)
    purpose = models.CharField(_("purpose"), max_length=10, choices=ConsentPurpose.choices)
    school = models.ForeignKey(
        "staff.School", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("school")
    )
    asked_by = models.ForeignKey(
        "staff.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("asked by")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ConsentState.choices, default=ConsentState.CREATED
    )
    created_at = models.DateTimeField(_("asked at"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    expires_at = models.DateTimeField(_("the answer is awaited until"), null=True, blank=True)
    finished_at = models.DateTimeField(_("used at"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ConsentState.values), name="staff_consent_known_state"
            ),
            models.CheckConstraint(
                condition=Q(purpose=ConsentPurpose.SIGN_IN, school__isnull=True)
                | Q(purpose__in=[ConsentPurpose.STAFF, ConsentPurpose.PAPER], school__isnull=False),
                name="staff_consent_a_school_asks",
            ),
            models.UniqueConstraint(
                fields=["iin_index", "purpose", "school"],
                condition=Q(state__in=sorted(OPEN_CONSENTS)),
                nulls_distinct=False,
                name="staff_consent_one_open_request",
            ),
        ]
        indexes = [models.Index(fields=["iin_index", "purpose"], name="staff_consent_of_person")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.state} {self.created_at:%d.%m.%Y %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.iin_index = blind_index("iin", self.iin)
        super().save(*args, **kwargs)

    @property
    def is_granted(self) -> bool:
        return self.state == ConsentState.GRANTED

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_CONSENTS
