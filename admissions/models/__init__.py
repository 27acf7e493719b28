from admissions.models.application import Application, ApplicationQuerySet
from admissions.models.campaign import Campaign, Queue
from admissions.models.deadline import Escalation, Recalculation
from admissions.models.document import Document, IssuedDocument
from admissions.models.journal import JournalEntry
from admissions.models.kept_filter import KeptFilter
from admissions.models.list_export import ListExport
from admissions.models.notice import Notice
from admissions.models.rework import Rework
from admissions.models.second_parent import SecondParent
from admissions.models.signature import Signature, SigningSession
from admissions.models.submission import Submission
from admissions.models.verification import Verification

__all__ = [
    "Application",
    "ApplicationQuerySet",
    "Campaign",
    "Document",
    "Escalation",
    "IssuedDocument",
    "JournalEntry",
    "KeptFilter",
    "ListExport",
    "Notice",
    "Queue",
    "Recalculation",
    "Rework",
    "SecondParent",
    "Signature",
    "SigningSession",
    "Submission",
    "Verification",
]
