"""«Персонал»: who works here and who was asked; adding somebody in three steps (R30-R41)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from oqu.core import clock
from oqu.core.errors import DomainError, NotFound
from oqu.core.identity import mask_iin
from staff import personnel, services
from staff.forms import CandidateForm, ProfileForm
from staff.middleware import manages_its_own_transactions
from staff.models import Consent
from staff.permissions import Action, check_may
from staff.states import ConsentPurpose


@require_safe
def staff_list(request: HttpRequest) -> HttpResponse:
    check_may(request.actor, Action.SEE_STAFF)
    school_id = request.actor.school_id
    employees = personnel.employees(school_id, on=clock.today())
    working = {each.person.iin_index for each in employees if each.may_be_changed}
    waiting = [
        each
        for each in personnel.candidates(school_id, now=clock.now())
        if each.consent.iin_index not in working
    ]
    return render(request, "staff/list.html", {"employees": employees, "candidates": waiting})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Step 1: the IIN; «Отправить» asks for consent by SMS."""
    check_may(request.actor, Action.MANAGE_STAFF)
    form = CandidateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            consent = services.ask_staff_consent(
                iin=form.cleaned_data["iin"], by=request.actor, now=clock.now()
            )
            return redirect("staff:candidate", consent.uuid)
        except DomainError as refusal:
            form.add_error("iin", str(refusal))
    return render(request, "staff/add.html", {"form": form}, status=422 if form.errors else 200)


@manages_its_own_transactions
@require_http_methods(["GET", "HEAD", "POST"])
def candidate(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Step 2: waiting for the answer. «Далее» goes on only with consent."""
    consent = _asked(request, uuid)
    if consent.is_granted and request.method == "POST":
        return redirect("staff:candidate-profile", uuid)
    if request.method == "POST" and consent.is_open:
        messages.warning(request, str(services.ConsentNotGiven()))
        return redirect("staff:candidate", uuid)
    return render(request, "staff/candidate.html", _context(consent))


@manages_its_own_transactions
@require_safe
def candidate_state(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What the waiting page asks every few seconds."""
    consent = _asked(request, uuid)
    if request.GET.get("seen") == consent.state:
        return HttpResponse(status=204)
    return HttpResponseClientRedirect(reverse("staff:candidate", args=[uuid]))


@require_POST
def ask_again(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """«Отправить SMS ещё раз», after a refusal or a silence."""
    consent = _asked(request, uuid)
    try:
        consent = services.ask_staff_consent(iin=consent.iin, by=request.actor, now=clock.now())
    except services.AlreadyOnStaff as refusal:
        messages.info(request, str(refusal))
        return redirect("staff:list")
    return redirect("staff:candidate", consent.uuid)


@manages_its_own_transactions
@require_http_methods(["GET", "HEAD", "POST"])
def candidate_profile(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Step 3: what the register says, read-only; position, role and telephone. Nothing is stored before «Сохранить»."""
    consent, now = _asked(request, uuid), clock.now()
    phone = services.known_phone(consent.iin, by=request.actor)
    form = ProfileForm(request.POST or None, known_phone=phone)
    record, status = None, 200
    try:
        record = services.record_of_candidate(uuid=uuid, by=request.actor, now=now)
        if request.method == "POST" and form.is_valid():
            person = services.employ(uuid=uuid, work=form.work(), by=request.actor, now=now)
            messages.success(request, _("%(name)s is now on the staff.") % {"name": person.full_name})
            return redirect("staff:list")
    except services.ConsentNotGiven as refusal:
        messages.warning(request, str(refusal))
        return redirect("staff:candidate", uuid)
    except DomainError as refusal:
        if request.method != "POST":
            raise
        form.add_error(None, str(refusal))
        status = refusal.http_status
    context = {"form": form, "record": record}
    status = 422 if form.errors and status == 200 else status
    return render(request, "staff/candidate_profile.html", context, status=status)


def _asked(request: HttpRequest, uuid: UUID) -> Consent:
    """The request as it stands now."""
    check_may(request.actor, Action.MANAGE_STAFF)
    consent = services.refresh_consent(uuid=uuid, by=request.actor, now=clock.now())
    if consent.purpose != ConsentPurpose.STAFF or consent.school_id != request.actor.school_id:
        raise NotFound
    return consent


def _context(consent: Consent) -> dict[str, object]:
    return {"consent": consent, "masked_iin": mask_iin(consent.iin)}
