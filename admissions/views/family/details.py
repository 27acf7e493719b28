"""Step 3: language, transport, special needs, contacts."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from admissions import services
from admissions.forms.family import DetailsForm
from admissions.views.family import steps
from admissions.views.family.reading import onward, own_application, page, seeing, sent
from limits.selectors import languages_of
from oqu.core import clock
from staff.permissions import Action


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, uuid: UUID, filling: Action = Action.APPLY) -> HttpResponse:
    draft = own_application(request, uuid, filling)
    if not draft.is_draft:
        return sent(draft, filling)
    if draft.school is None:
        return redirect("admissions:draft-school", uuid)
    with seeing(request):
        languages = languages_of(draft.school_id, draft.campaign.school_year_id)
    form = DetailsForm(request.POST or None, draft=draft, languages=languages)
    if form.is_bound and form.is_valid():
        services.tell_wishes(uuid=uuid, wishes=form.wishes, by=request.actor, now=clock.now())
        return onward(request, draft, filling)
    context = {"form": form, "draft": draft, "back": steps.before("details", draft)}
    return page(request, "admissions/family/details.html", context, 422 if form.errors else 200)
