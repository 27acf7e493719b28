"""
Where an application is and how it may move. One table: the state machine's decorators are tested
against it, the database trigger is generated from it.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """The stored value is a symbol; the label is the manual's word for the school's staff."""

    DRAFT = "draft", _("Draft")
    ON_REVIEW = "on_review", _("Under review")
    ON_SIGNING = "on_signing", _("Awaiting signature")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


LIVE = frozenset({Status.ON_REVIEW, Status.ON_SIGNING, Status.ACCEPTED})  # one per child and school year (D9)
UNPROCESSED = frozenset({Status.ON_REVIEW, Status.ON_SIGNING})
SIGNED = frozenset({Status.ACCEPTED, Status.REFUSED})
FINAL = SIGNED | {Status.WITHDRAWN}
COUNTED = tuple(str(status.value) for status in Status if status is not Status.DRAFT)  # columns of the queue

LABELS_FOR_FAMILY = {
    Status.DRAFT: _("Draft"),
    Status.ON_REVIEW: _("The school is checking"),
    Status.ON_SIGNING: _("The director is signing"),
    Status.ACCEPTED: _("Accepted"),
    Status.REFUSED: _("Refused"),
    Status.WITHDRAWN: _("Withdrawn"),
}


@dataclass(frozen=True)
class Move:
    """`noted` is the event that the journal gets with the move."""

    sources: frozenset[Status]
    target: Status
    noted: str


MOVES: dict[str, Move] = {
    "submit": Move(frozenset({Status.DRAFT}), Status.ON_REVIEW, "arrived"),
    "propose": Move(frozenset({Status.ON_REVIEW}), Status.ON_SIGNING, "decided"),
    "send_back": Move(frozenset({Status.ON_SIGNING}), Status.ON_REVIEW, "returned"),
    "finalise_acceptance": Move(frozenset({Status.ON_SIGNING}), Status.ACCEPTED, "signed"),
    "finalise_refusal": Move(frozenset({Status.ON_SIGNING}), Status.REFUSED, "signed"),
    "withdraw": Move(frozenset({Status.ON_REVIEW, Status.ON_SIGNING}), Status.WITHDRAWN, "withdrawn"),
}


class Decision(models.TextChoices):
    ACCEPT = "accept", _("Accept")
    REFUSE = "refuse", _("Refuse")


class Transport(models.TextChoices):
    """The parent's wish and the school's answer, given together with the decision (R138-R143)."""

    NOT_REQUESTED = "not_requested", _("Not requested")
    PENDING = "pending", _("Transport requested")
    APPROVED = "approved", _("Transport agreed")
    DECLINED = "declined", _("Transport declined")


class Channel(models.TextChoices):
    """How an application came; whichever it is, it stands in the same queue under the same rules (A5)."""

    PORTAL = "portal", _("In the portal")
    API = "api", _("Through another information system")
    MANUAL = "manual", _("On paper, at the school")


class DocumentKind(models.TextChoices):
    """
    What a parent gives (R118). The conclusion of the commission only for special needs, the proof only where
    the register does not show the applicant as a parent, the application itself only when it came on paper.
    """

    PHOTO = "photo_3x4", _("Child's photo, 3×4")
    FORM_065 = "form_065u", _("Card of preventive vaccinations (form 065/у)")
    FORM_052 = "form_052_2u", _("Child's health passport (form 052-2/у)")
    PMPK = "pmpk", _("Conclusion of the psychological, medical and pedagogical commission")
    GUARDIANSHIP = "guardianship", _("Proof that the applicant is a guardian or foster parent of the child")
    PAPER = "paper", _("Application on paper, signed by the applicant")


ISSUED_ON_ARRIVAL = frozenset({"application", "receipt"})  # kinds of papers, rendered once


class ScanState(models.TextChoices):
    """Whether the antivirus has looked at a paper; only a clean one is handed out."""

    PENDING = "pending", _("being checked")
    CLEAN = "clean", _("checked")
    INFECTED = "infected", _("dangerous")


class RefusalReason(models.TextChoices):
    """The closed list of Fig. 24; a decision keeps the code and the text as it stood."""

    UNRELIABLE_DOCUMENTS = (
        "unreliable_documents",
        _(
            "Establishment of the unreliability of the documents presented by the service recipient for "
            "obtaining the state service, and (or) of the data (information) contained in them;"
        ),
    )
    NOT_COMPLIANT = (
        "not_compliant",
        _(
            "Non-compliance of the service recipient and (or) of the presented materials, objects, data and "
            "information necessary for rendering the state service with the requirements established by the "
            "regulatory legal acts of the Republic of Kazakhstan;"
        ),
    )
    NEGATIVE_AGENCY_RESPONSE = (
        "negative_agency_response",
        _(
            "A negative answer of the authorised state body to a request for approval that is required for "
            "rendering the state service, or a negative conclusion of an expert examination, study or check;"
        ),
    )
    COURT_BAN_ACTIVITY = (
        "court_ban_activity",
        _(
            "There is a court decision (verdict) in force against the service recipient prohibiting an activity "
            "or certain kinds of activity that require obtaining a certain state service;"
        ),
    )
    COURT_DEPRIVED_RIGHT = (
        "court_deprived_right",
        _(
            "There is a court decision in force against the service recipient by which the service recipient is "
            "deprived of a special right connected with obtaining the state service;"
        ),
    )
    NO_PERSONAL_DATA_CONSENT = (
        "no_personal_data_consent",
        _(
            "Absence of the service recipient's consent, given in accordance with Article 8 of the Law of the "
            'Republic of Kazakhstan "On personal data and their protection", to access to personal data of '
            "limited access;"
        ),
    )
    CLASSES_FULL = "classes_full", _("The classes are full.")
