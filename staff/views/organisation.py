"""«Моя организация»: what the portal knows of the school and of me."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from oqu.core import clock
from oqu.core.errors import Forbidden
from oqu.core.identity import mask_iin
from staff import selectors


@require_safe
def organisation(request: HttpRequest) -> HttpResponse:
    if request.membership is None:
        raise Forbidden
    return render(request, "staff/organisation.html", {"school": request.membership.school})


@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """What eGov told about me; it is changed there, not here."""
    memberships = selectors.memberships_of(request.user.pk, on=clock.today())
    return render(
        request,
        "staff/profile.html",
        {"person": request.user, "masked_iin": mask_iin(request.user.iin), "memberships": memberships},
    )
