"""What is always true of an application's row, whoever writes it, and how its rows are found."""

from django.db import models
from django.db.models import Q

from admissions.states import FINAL, LIVE, SIGNED, Channel, Decision, RefusalReason, Status, Transport
from limits.policies import ZoneType
from staff.states import StudyLanguage

CONSTRAINTS: list[models.BaseConstraint] = [
    models.CheckConstraint(condition=Q(status__in=Status.values), name="admissions_application_known_status"),
    models.UniqueConstraint(fields=["queue", "number"], name="admissions_application_one_number_per_queue"),
    models.UniqueConstraint(
        fields=["child_iin_index", "school_year"],
        condition=Q(status__in=sorted(LIVE)),
        name="admissions_application_one_live_per_child",
    ),
    models.CheckConstraint(
        condition=Q(
            status=Status.DRAFT,
            queue__isnull=True,
            number__isnull=True,
            received_at__isnull=True,
            clock_starts_at__isnull=True,
            due_at__isnull=True,
            zone_type="",
        )
        | (
            ~Q(status=Status.DRAFT)
            & Q(
                queue__isnull=False,
                number__gte=1,
                received_at__isnull=False,
                clock_starts_at__isnull=False,
                due_at__isnull=False,
                school__isnull=False,
                zone_type__in=[ZoneType.IN_ZONE, ZoneType.OUT_OF_ZONE],
                language__in=StudyLanguage.values,
            )
        ),
        name="admissions_application_arrival_all_or_none",
    ),
    models.CheckConstraint(
        condition=Q(
            channel=Channel.MANUAL,
            registered_by__isnull=False,
            consent__isnull=False,
            school__isnull=False,
        )
        | Q(
            channel__in=[Channel.PORTAL, Channel.API],
            registered_by__isnull=True,
            consent__isnull=True,
            paper_dated_on__isnull=True,
        ),
        name="admissions_application_paper_all_or_none",
    ),
    models.CheckConstraint(
        condition=Q(decision="", decided_at__isnull=True, decided_by__isnull=True)
        | Q(decision__in=Decision.values, decided_at__isnull=False, decided_by__isnull=False),
        name="admissions_application_decision_all_or_none",
    ),
    models.CheckConstraint(
        condition=Q(decision=Decision.REFUSE, refusal_reason__in=RefusalReason.values)
        & ~Q(refusal_reason_text="")
        | ~Q(decision=Decision.REFUSE) & Q(refusal_reason="", refusal_reason_text=""),
        name="admissions_application_reason_exactly_on_refusal",
    ),
    models.CheckConstraint(
        condition=Q(status__in=[Status.DRAFT, Status.ON_REVIEW], decision="")
        | Q(status=Status.ON_SIGNING, decision__in=Decision.values)
        | Q(status=Status.ACCEPTED, decision=Decision.ACCEPT)
        | Q(status=Status.REFUSED, decision=Decision.REFUSE)
        | Q(status=Status.WITHDRAWN),
        name="admissions_application_decision_fits_status",
    ),
    models.CheckConstraint(
        condition=Q(status__in=sorted(SIGNED), signature__isnull=False)
        | ~Q(status__in=sorted(SIGNED)) & Q(signature__isnull=True),
        name="admissions_application_final_only_with_signature",
    ),
    models.CheckConstraint(
        condition=Q(status__in=sorted(FINAL), finalised_at__isnull=False)
        | ~Q(status__in=sorted(FINAL)) & Q(finalised_at__isnull=True),
        name="admissions_application_finalised_at_exactly_when_final",
    ),
    models.CheckConstraint(
        condition=~Q(decision=Decision.ACCEPT) | ~Q(transport=Transport.PENDING),
        name="admissions_application_transport_answered_on_accept",
    ),
]

INDEXES = [
    models.Index(
        fields=["queue", "number"],
        condition=Q(status=Status.ON_REVIEW),
        name="admissions_next_to_process",
    ),
    models.Index(
        fields=["queue", "number"],
        condition=Q(status=Status.ON_SIGNING),
        name="admissions_next_to_sign",
    ),
    models.Index(
        fields=["queue", "number"],
        condition=Q(status=Status.ON_REVIEW, returned_at__isnull=False),
        name="admissions_sent_back",
    ),
    models.Index(
        fields=["school", "-finalised_at", "-number"],
        condition=Q(status__in=sorted(FINAL)),
        name="admissions_processed",
    ),
    models.Index(
        fields=["school", "due_at"],
        condition=Q(status__in=["on_review", "on_signing"]),
        name="admissions_due",
    ),
    models.Index(fields=["applicant"], name="admissions_of_applicant"),
    models.Index(
        fields=["registered_by"],
        condition=Q(status=Status.DRAFT, channel=Channel.MANUAL),
        name="admissions_paper_drafts",
    ),
    models.Index(fields=["child_iin_index"], name="admissions_of_child"),
]
