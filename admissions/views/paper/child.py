"""Step 2: for which child. The register is asked before any transaction is open."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from admissions import errors, services
from admissions.forms.paper import ChildOnPaperForm
from admissions.views.family import steps
from admissions.views.family.reading import outside
from oqu.core import clock
from oqu.core.errors import DomainError
from oqu.core.identity import mask_iin
from staff import services as people
from staff.middleware import manages_its_own_transactions


@manages_its_own_transactions
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, uuid: UUID) -> HttpResponse:
    asked = people.paper_consent(uuid=uuid, by=request.actor, now=clock.now())
    if not asked.is_granted:
        return redirect("admissions:paper-consent", uuid)
    form, status = ChildOnPaperForm(request.POST or None), 200
    if form.is_bound and form.is_valid():
        try:
            draft = services.begin_paper_draft(
                consent_uuid=uuid, paper=form.paper, by=request.actor, now=clock.now()
            )
            return redirect(steps.url_of("details", draft))
        except DomainError as refusal:
            form.add_error(_field_of(refusal), str(refusal))
            status = refusal.http_status
    elif form.is_bound:
        status = 422
    context = {"form": form, "masked_iin": mask_iin(asked.iin)}
    return outside(request, "admissions/paper/child.html", context, status)


def _field_of(refusal: DomainError) -> str | None:
    if isinstance(refusal, errors.PaperFromTheFuture):
        return "dated_on"
    about_child = (
        errors.NotChildOfApplicant,
        errors.NoSuchChild,
        errors.ChildTooYoung,
        errors.ChildAlreadyApplied,
    )
    return "child_iin" if isinstance(refusal, about_child) else None
