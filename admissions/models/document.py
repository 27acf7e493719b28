import secrets
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from admissions.states import DocumentKind, ScanState

CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_code() -> str:
    """80 random bits in the 32 letters of Crockford: nobody finds one by trying, and it can be typed."""
    return "".join(secrets.choice(CODE_LETTERS) for _each in range(16))


class Document(models.Model):
    """
    One paper of the child as it is kept: re-encoded or rebuilt, never the bytes that came.

    `size` is in bytes of what is stored; `sha256` is of the same bytes. The worker fills the rest soon
    after: the antivirus's word and a picture of the first page, drawn by the portal ("" when it could
    not be drawn).
    """

    application = models.ForeignKey("admissions.Application", models.CASCADE, related_name="documents")
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=DocumentKind.choices)
    file_name = models.CharField(_("file name"), max_length=150)
    content_type = models.CharField(max_length=20)
    storage_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(_("uploaded"))

    scan_state = models.CharField(max_length=8, choices=ScanState.choices, default=ScanState.PENDING)
    scanned_at = models.DateTimeField(null=True, blank=True)
    scanner = models.CharField(max_length=120, blank=True)
    page_storage_name = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "kind"], name="admissions_document_one_per_kind"),
            models.CheckConstraint(condition=Q(size__gt=0), name="admissions_document_not_empty"),
            models.CheckConstraint(
                condition=Q(content_type__in=["image/jpeg", "application/pdf"]),
                name="admissions_document_known_content",
            ),
            models.CheckConstraint(
                condition=Q(scan_state=ScanState.PENDING, scanned_at__isnull=True, scanner="")
                | (
                    Q(scan_state__in=[ScanState.CLEAN, ScanState.INFECTED], scanned_at__isnull=False)
                    & ~Q(scanner="")
                ),
                name="admissions_document_scanned_all_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"

    @property
    def is_clean(self) -> bool:
        return self.scan_state == ScanState.CLEAN

    @property
    def is_infected(self) -> bool:
        return self.scan_state == ScanState.INFECTED


class IssuedDocument(models.Model):
    """
    A PDF the portal made, rendered once and never changed.

    `application` is what the family sent and `receipt` what the school gives for one on paper, both as it
    arrived (round 0); `decision` is what the director signs, one for each round of deciding; `notice` is what
    the family gets after the signature. A round that was returned leaves its decision behind, void. `code`
    stands in the QR of the paper: whoever holds the paper may ask what became of it.
    """

    class Kind(models.TextChoices):
        APPLICATION = "application", _("Application")
        DECISION = "decision", _("Decision")
        NOTICE = "notice", _("Notice of the decision")
        RECEIPT = "receipt", _("Receipt for an application on paper")

    application = models.ForeignKey("admissions.Application", models.PROTECT, related_name="issued_documents")
    kind = models.CharField(max_length=11, choices=Kind.choices)
    code = models.CharField(max_length=16, unique=True, default=new_code)
    round = models.PositiveSmallIntegerField()
    storage_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    rendered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("issued document")
        verbose_name_plural = _("issued documents")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind", "round"], name="admissions_issueddocument_one_per_round"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.application_id}/{self.round}"
