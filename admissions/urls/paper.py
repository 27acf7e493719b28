"""«Ручной прием заявлений»: from the applicant at the desk to the receipt. The steps are the family's own pages."""

from django.urls import path

from admissions.views import issued
from admissions.views.family import check, details, documents, mine
from admissions.views.paper import applicant, child, desk, receipt
from staff.permissions import Action

_DESK = "organization/manual-intake"
_CONSENT = f"{_DESK}/consent/<uuid:uuid>/"
_DRAFT = f"{_DESK}/<uuid:uuid>/"
_AT_THE_DESK = {"filling": Action.REGISTER_PAPER}

urlpatterns = [
    path(_DESK, desk.desk, name="paper"),
    path(f"{_DESK}/new/", applicant.ask, name="paper-new"),
    path(_CONSENT, applicant.consent, name="paper-consent"),
    path(f"{_CONSENT}state/", applicant.consent_state, name="paper-consent-state"),
    path(f"{_CONSENT}again/", applicant.ask_again, name="paper-consent-again"),
    path(f"{_CONSENT}child/", child.begin, name="paper-child"),
    path(f"{_DRAFT}details/", details.tell, _AT_THE_DESK, name="paper-details"),
    path(f"{_DRAFT}documents/", documents.papers, _AT_THE_DESK, name="paper-documents"),
    path(f"{_DRAFT}check/", check.check, _AT_THE_DESK, name="paper-check"),
    path(f"{_DRAFT}delete/", mine.delete_draft, _AT_THE_DESK, name="paper-delete"),
    path(f"{_DRAFT}receipt/", receipt.receipt, name="paper-receipt"),
    path(f"{_DRAFT}receipt.pdf", issued.receipt, name="paper-receipt-pdf"),
]
