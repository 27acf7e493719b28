"""Step 3: language, transport, special needs, contacts."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from admissions import services
from admissions.forms.family import DetailsForm
from admissions.views.family.reading import onward, own_application, page, seeing
from limits.selectors import languages_of
from oqu.core import clock


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, uuid: UUID) -> HttpResponse:
    draft = own_application(request, uuid)
    if not draft.is_draft:
        return redirect("admissions:application", uuid)
    if draft.school is None:
        return redirect("admissions:draft-school", uuid)
    with seeing(request):
        languages = languages_of(draft.school_id, draft.campaign.school_year_id)
    form = DetailsForm(request.POST or None, draft=draft, languages=languages)
    if form.is_bound and form.is_valid():
        services.tell_wishes(uuid=uuid, wishes=form.wishes, by=request.actor, now=clock.now())
        return onward(request, uuid)
    context = {"form": form, "draft": draft}
    return page(request, "admissions/family/details.html", context, 422 if form.errors else 200)
