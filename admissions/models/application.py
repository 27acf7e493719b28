import datetime as dt
from typing import TYPE_CHECKING
from uuid import uuid4

import pgtrigger
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition

from admissions.models import _application_triggers as triggers
from admissions.models._application_constraints import CONSTRAINTS, INDEXES
from admissions.states import (
    FINAL,
    ISSUED_ON_ARRIVAL,
    MOVES,
    SIGNED,
    Channel,
    Decision,
    RefusalReason,
    Status,
    Transport,
)
from limits.policies import ZoneType
from staff.states import StudyLanguage

if TYPE_CHECKING:
    from admissions.models import IssuedDocument, Queue, Signature
    from oqu.calendar.working_time import Deadline
    from staff.models import Person

from oqu.core.secrets_fields import EncryptedTextField


class ApplicationQuerySet(models.QuerySet["Application"]):
    def for_list(self) -> "ApplicationQuerySet":
        return self.select_related("school", "campaign", "decided_by")

    def in_order(self) -> "ApplicationQuerySet":
        return self.order_by("queue_id", "number")

    def first_rows(self, size: int) -> "list[Application]":
        """
        The first `size` of these, for a list. Two queries.

        The rows are chosen before they are joined: in one query, while a line is too new for the statistics,
        the planner joins all of it to show one page.
        """
        chosen = list(self.select_related(None).values_list("pk", flat=True)[:size])
        return list(self.model.objects.for_list().filter(pk__in=chosen).order_by(*self.query.order_by))


class Application(FSMModelMixin, models.Model):
    """
    One child asking for one place in the first grade of one school.

    Moments are aware. Names, addresses and the zone are copied when the application arrives and never
    follow later changes of the registers (A26). `number` is the arrival number in the school's queue.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    campaign = models.ForeignKey(
        "admissions.Campaign", models.PROTECT, related_name="applications", verbose_name=_("campaign")
    )
    # Kept by the database from the campaign: one child, one live application in a year, whatever its region's dates.
    school_year = models.PositiveSmallIntegerField(editable=False)
    status = FSMField(_("status"), choices=Status.choices, default=Status.DRAFT, protected=True)
    created_at = models.DateTimeField(_("draft begun"))
    saved_at = models.DateTimeField(_("draft saved"))

    # How it came. A clerk of the school registers what was written on paper, with the applicant's consent.
    channel = models.CharField(_("channel"), max_length=6, choices=Channel.choices, default=Channel.PORTAL)
    registered_by = models.ForeignKey(
        "staff.Person",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("registered by"),
    )
    consent = models.ForeignKey(
        "staff.Consent",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("consent of the applicant"),
    )
    paper_dated_on = models.DateField(_("date on the paper"), null=True, blank=True)

    # The child, as the population register answered.
    child_iin = EncryptedTextField(_("child's IIN"))
    child_iin_index = models.CharField(max_length=64, editable=False)
    child_last_name = models.CharField(_("child's last name"), max_length=100)
    child_first_name = models.CharField(_("child's first name"), max_length=100)
    child_patronymic = models.CharField(_("child's patronymic"), max_length=100, blank=True)
    child_born_on = models.DateField(_("child's date of birth"))
    birth_certificate = EncryptedTextField(_("birth certificate"), blank=True, default="")

    # The parent who applies. `is_parent`: the register shows the child as theirs; a guardian proves it by a paper.
    is_parent = models.BooleanField(_("the register shows the applicant as a parent"), default=True)
    applicant = models.ForeignKey(
        "staff.Person", models.PROTECT, related_name="applications", verbose_name=_("applicant")
    )
    applicant_name = models.CharField(_("applicant"), max_length=300)
    applicant_iin = EncryptedTextField(_("applicant's IIN"))
    applicant_phone = EncryptedTextField(_("contact phone"), blank=True, default="")
    applicant_email = EncryptedTextField(_("e-mail"), blank=True, default="")
    applicant_document = EncryptedTextField(_("identity document"), blank=True, default="")
    applicant_document_valid_until = models.DateField(_("valid until"), null=True, blank=True)
    applicant_address_ru = models.CharField(_("applicant's address in Russian"), max_length=300, blank=True)
    applicant_address_kk = models.CharField(_("applicant's address in Kazakh"), max_length=300, blank=True)

    # The registered address that decides the zone (A27): the child's own, else the parent's.
    address_ru = models.CharField(_("registered address in Russian"), max_length=300, blank=True)
    address_kk = models.CharField(_("registered address in Kazakh"), max_length=300, blank=True)
    settlement_kato = models.CharField(max_length=9, blank=True)
    street_id = models.CharField(max_length=20, blank=True)
    building_rca = models.CharField(max_length=20, blank=True)
    factual_address = models.CharField(_("factual address"), max_length=300, blank=True)

    # What is asked.
    school = models.ForeignKey(
        "staff.School",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("school"),
    )
    language = models.CharField(
        _("language of study"), max_length=2, choices=StudyLanguage.choices, blank=True, default=""
    )
    has_special_needs = models.BooleanField(_("special educational needs"), default=False)
    transport = models.CharField(
        _("transport"), max_length=13, choices=Transport.choices, default=Transport.NOT_REQUESTED
    )

    # Arrival.
    queue = models.ForeignKey(
        "admissions.Queue", models.PROTECT, null=True, blank=True, related_name="applications"
    )
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    received_at = models.DateTimeField(_("received"), null=True, blank=True)
    clock_starts_at = models.DateTimeField(_("the clock starts"), null=True, blank=True)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    due_derivation = models.JSONField(default=dict, blank=True)
    calendar_version = models.CharField(max_length=12, blank=True)
    zone_type = models.CharField(
        _("type of application"),
        max_length=11,
        choices=[
            (ZoneType.IN_ZONE, _("In the microdistrict")),
            (ZoneType.OUT_OF_ZONE, _("Outside the microdistrict")),
        ],
        blank=True,
        default="",
    )

    # Decision of the present round. `round` counts decisions and starts at 0.
    round = models.PositiveSmallIntegerField(default=0)
    decision = models.CharField(_("decision"), max_length=6, choices=Decision.choices, blank=True, default="")
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        "staff.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    refusal_reason = models.CharField(
        _("reason of refusal"), max_length=24, choices=RefusalReason.choices, blank=True, default=""
    )
    refusal_reason_text = models.TextField(_("text of the reason"), blank=True, default="")
    explanation = models.TextField(_("explanation to the parent"), blank=True, default="")
    returned_at = models.DateTimeField(_("returned for rework"), null=True, blank=True)

    # The end.
    signature = models.OneToOneField(
        "admissions.Signature", models.PROTECT, null=True, blank=True, related_name="finalised"
    )
    finalised_at = models.DateTimeField(_("finalised"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-id"]
        constraints = CONSTRAINTS
        indexes = INDEXES
        triggers = [
            pgtrigger.FSM(
                name="known_moves",
                field="status",
                transitions=sorted(
                    (str(source), str(move.target))
                    for move in MOVES.values()
                    for source in sorted(move.sources)
                ),
            ),
            triggers.BEGINS_AS_DRAFT,
            triggers.KNOWS_ITS_YEAR,
            triggers.ARRIVES_LAST,
            triggers.ARRIVAL_IS_FROZEN,
            triggers.FINAL_IS_FROZEN,
            triggers.SIGNATURE_FITS,
            triggers.NUMBERED_STAYS,
            triggers.QUEUE_COUNTS,
        ]

    def __str__(self) -> str:
        return self.reference or f"draft {self.uuid}"

    @property
    def reference(self) -> str:
        """How the world outside the school calls it: 2026-032-34 (A24); "" for a draft."""
        if self.number is None or self.school is None:
            return ""
        return f"{self.campaign.school_year_id}-{self.school.code}-{self.number}"

    @property
    def registered_address(self) -> str:
        """The address that decided the zone, in the reader's language; "" when the register knows none."""
        return (self.address_kk if get_language() == "kk" else "") or self.address_ru

    @property
    def applicant_address(self) -> str:
        """Where the parent is registered, in the reader's language."""
        return (self.applicant_address_kk if get_language() == "kk" else "") or self.applicant_address_ru

    @property
    def child_name(self) -> str:
        return " ".join(filter(None, [self.child_last_name, self.child_first_name, self.child_patronymic]))

    @property
    def zone(self) -> ZoneType:
        return ZoneType(self.zone_type)

    @property
    def is_in_zone(self) -> bool:
        return self.zone_type == ZoneType.IN_ZONE

    @property
    def is_draft(self) -> bool:
        return self.status == Status.DRAFT

    @property
    def is_on_paper(self) -> bool:
        """A clerk registered what the applicant brought on paper."""
        return self.channel == Channel.MANUAL

    @property
    def is_on_review(self) -> bool:
        return self.status == Status.ON_REVIEW

    @property
    def is_on_signing(self) -> bool:
        return self.status == Status.ON_SIGNING

    @property
    def is_signed(self) -> bool:
        return self.status in SIGNED

    @property
    def is_final(self) -> bool:
        return self.status in FINAL

    @property
    def is_acceptance(self) -> bool:
        """What is proposed or signed admits the child."""
        return self.decision == Decision.ACCEPT

    @property
    def holds_seat(self) -> bool:
        """From «Принять» until a return or a withdrawal (D5, A11)."""
        return self.is_acceptance and self.status in {Status.ON_SIGNING, Status.ACCEPTED}

    def is_overdue(self, now: dt.datetime) -> bool:
        """A mark, never a status (R101); it goes with the final status (R173)."""
        return self.due_at is not None and not self.is_final and now > self.due_at

    @property
    def is_sent_back(self) -> bool:
        """«На доработке»: a mark, not a status; the next decision takes it away."""
        return self.is_on_review and self.returned_at is not None

    # Transitions: what changes on this row, and nothing else. Services do the rest.

    @transition(field=status, source=Status.DRAFT, target=Status.ON_REVIEW)
    def submit(
        self, *, queue: "Queue", number: int, deadline: "Deadline", version: str, zone: ZoneType
    ) -> None:
        self.queue, self.number, self.zone_type = queue, number, zone
        self.received_at = deadline.received_at
        self.follow_calendar(deadline, version=version)

    def follow_calendar(self, deadline: "Deadline", *, version: str) -> None:
        """The same arrival, judged by working time as it is now; no transition, the status stays (D4)."""
        self.clock_starts_at, self.due_at = deadline.starts_at, deadline.due_at
        self.due_derivation, self.calendar_version = deadline.as_json(), version

    @transition(field=status, source=Status.ON_REVIEW, target=Status.ON_SIGNING)
    def propose(self, decision: Decision, *, by: "Person", now: dt.datetime) -> None:
        self.decision, self.decided_by, self.decided_at = decision, by, now

    @transition(field=status, source=Status.ON_SIGNING, target=Status.ON_REVIEW)
    def send_back(self, *, now: dt.datetime) -> None:
        self.decision, self.decided_by, self.decided_at = "", None, None
        self.refusal_reason = self.refusal_reason_text = self.explanation = ""
        if self.transport in {Transport.APPROVED, Transport.DECLINED}:
            self.transport = Transport.PENDING
        self.returned_at = now
        self.round += 1

    @transition(field=status, source=Status.ON_SIGNING, target=Status.ACCEPTED)
    def finalise_acceptance(self, *, signature: "Signature", now: dt.datetime) -> None:
        self.signature, self.finalised_at = signature, now

    @transition(field=status, source=Status.ON_SIGNING, target=Status.REFUSED)
    def finalise_refusal(self, *, signature: "Signature", now: dt.datetime) -> None:
        self.signature, self.finalised_at = signature, now

    @transition(field=status, source=[Status.ON_REVIEW, Status.ON_SIGNING], target=Status.WITHDRAWN)
    def withdraw(self, *, now: dt.datetime) -> None:
        self.finalised_at = now

    def issued(self, kind: str) -> "IssuedDocument | None":
        """The document of this kind, once rendered; of the present round, if it is not one of the arrival."""
        round_ = 0 if kind in ISSUED_ON_ARRIVAL else self.round
        return next(
            (doc for doc in self.issued_documents.all() if doc.kind == kind and doc.round == round_), None
        )
