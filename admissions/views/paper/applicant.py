"""Step 1: who applies, and the consent of theirs by 1414. The clerk may leave meanwhile (R22-R25)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from admissions.forms.paper import ApplicantForm
from admissions.views.family.reading import outside, page
from oqu.core import clock
from oqu.core.errors import DomainError
from oqu.core.identity import mask_iin
from staff import services as people
from staff.middleware import manages_its_own_transactions
from staff.permissions import Action, check_may


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    check_may(request.actor, Action.REGISTER_PAPER)
    form = ApplicantForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            consent = people.ask_paper_consent(
                iin=form.cleaned_data["iin"], by=request.actor, now=clock.now()
            )
            return redirect("admissions:paper-consent", consent.uuid)
        except DomainError as refusal:
            form.add_error("iin", str(refusal))
    return page(request, "admissions/paper/applicant.html", {"form": form}, 422 if form.errors else 200)


@manages_its_own_transactions
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Waiting for the answer; «Далее» goes on only with consent."""
    asked = people.paper_consent(uuid=uuid, by=request.actor, now=clock.now())
    if request.method == "POST" and asked.is_granted:
        return redirect("admissions:paper-child", uuid)
    if request.method == "POST":
        messages.warning(request, str(people.ConsentNotGiven()))
        return redirect("admissions:paper-consent", uuid)
    context = {"consent": asked, "masked_iin": mask_iin(asked.iin)}
    return outside(request, "admissions/paper/consent.html", context)


@manages_its_own_transactions
@require_safe
def consent_state(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What the waiting page asks every few seconds."""
    asked = people.paper_consent(uuid=uuid, by=request.actor, now=clock.now())
    if request.GET.get("seen") == asked.state:
        return HttpResponse(status=204)
    return HttpResponseClientRedirect(reverse("admissions:paper-consent", args=[uuid]))


@require_POST
def ask_again(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """«Отправить SMS ещё раз», after a refusal or a silence."""
    asked = people.paper_consent(uuid=uuid, by=request.actor, now=clock.now())
    anew = people.ask_paper_consent(iin=asked.iin, by=request.actor, now=clock.now())
    return redirect("admissions:paper-consent", anew.uuid)
