"""The way through a sign-in: each page opens only at its own step and only in the browser that began."""

import datetime as dt
from collections.abc import Callable
from functools import wraps

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from oqu.sandbox import clock
from oqu.sandbox.idp.models import SignIn

PERSON, CODE, CONSENT, OVER = "qr", "code", "consent", "over"
LIFETIME = dt.timedelta(minutes=30)


def step_of(sign_in: SignIn) -> str:
    """The name of the page that this sign-in waits at."""
    if sign_in.decided_at:
        return OVER
    if sign_in.person_id is None:
        return PERSON
    return CONSENT if sign_in.code_accepted_at else CODE


def at_step(step: str) -> Callable:
    """Gives the view its `sign_in`; one that waits elsewhere is led there, a foreign or old one is told so."""

    def decorate(view):
        @never_cache
        @wraps(view)
        def guarded(request, sign_in_id, *args, **kwargs):
            sign_in = SignIn.objects.select_related("person").filter(pk=sign_in_id).first()
            if (
                sign_in is None
                or sign_in.session_key != request.session.session_key
                or sign_in.started_at < clock.now() - LIFETIME
                or step_of(sign_in) == OVER
            ):
                return render(request, "sandbox/idp/over.html", status=410)
            if step_of(sign_in) != step:
                return redirect(step_of(sign_in), sign_in.pk)
            return view(request, sign_in, *args, **kwargs)

        return guarded

    return decorate
