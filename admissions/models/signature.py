from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oqu.core.secrets_fields import EncryptedTextField


class Signature(models.Model):
    """
    A director's verified signature under one decision document, with everything it was checked by.

    `cms` is the detached CMS as it came; `evidence` holds certificates, revocation data and the
    verifier's name. Rows are added and never changed.
    """

    class Method(models.TextChoices):
        QR = "egov_business_qr", _("QR code of eGov Business")
        NCALAYER = "legal_entity_eds", _("Organisation's key in NCALayer")

    application = models.ForeignKey("admissions.Application", models.PROTECT, related_name="signatures")
    document = models.OneToOneField("admissions.IssuedDocument", models.PROTECT, related_name="signature")
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    round = models.PositiveSmallIntegerField()
    method = models.CharField(_("method"), max_length=20, choices=Method)
    cms = models.BinaryField()
    cms_sha256 = models.CharField(max_length=64, unique=True)
    document_sha256 = models.CharField(max_length=64)
    signer = models.ForeignKey("staff.Person", models.PROTECT, related_name="+", verbose_name=_("signer"))
    signer_name = models.CharField(_("signer"), max_length=200)
    signer_iin = EncryptedTextField(_("signer's IIN"))
    serial = models.CharField(_("certificate"), max_length=60)
    algorithm = models.CharField(_("algorithm"), max_length=60)
    verdict = models.CharField(_("verdict"), max_length=60)
    verified_at = models.DateTimeField(_("verified"))
    evidence = models.JSONField()

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "round"], name="admissions_signature_one_per_round"
            ),
            models.CheckConstraint(
                condition=Q(verdict="signature.valid"), name="admissions_signature_verified"
            ),
            models.CheckConstraint(
                condition=Q(method__in=["egov_business_qr", "legal_entity_eds"]),
                name="admissions_signature_known_method",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}/{self.round} {self.serial}"


class SigningSession(models.Model):
    """
    One decision that a director is about to sign: which document, by whom, until when. Used once.

    Several are signed by one scan of a QR: they share `scan`, which is the `uuid` of the first of them and stands in
    the address of the QR; the documents behind it need a bearer token derived from it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for the phone")
        TAKEN = "taken", _("Opened on the phone")
        SIGNED = "signed", _("Signed")
        FAILED = "failed", _("Not signed")
        CANCELLED = "cancelled", _("Cancelled")

    application = models.ForeignKey("admissions.Application", models.CASCADE, related_name="signing_sessions")
    document = models.ForeignKey("admissions.IssuedDocument", models.PROTECT, related_name="+")
    director = models.ForeignKey("staff.Person", models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    scan = models.UUIDField(db_index=True, editable=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    failure_code = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("signing session")
        verbose_name_plural = _("signing sessions")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "taken", "signed", "failed", "cancelled"]),
                name="admissions_signingsession_known_state",
            )
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def is_void(self) -> bool:
        """The document is no decision that waits for a signature any more: signed, withdrawn, or of an ended round."""
        return not self.application.is_on_signing or self.application.round != self.document.round
