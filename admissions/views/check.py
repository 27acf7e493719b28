"""«Проверка документа»: public, by the code in the QR, without sign-in."""

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from admissions.paper_check import check_paper
from oqu.core.pace import paced

MINUTE = dt.timedelta(minutes=1)


@login_not_required
@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Typing the code of a printed paper; `?code=` leads to its page."""
    if code := request.GET.get("code", "").strip():
        return redirect("admissions:check", code[:40])
    return render(request, "admissions/check/ask.html")


@login_not_required
@require_safe
@paced("check", times=30, within=MINUTE)
def paper(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "admissions/check/paper.html", {"paper": check_paper(code)})
