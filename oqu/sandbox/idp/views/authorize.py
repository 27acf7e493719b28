"""Where the portal sends a browser: the request is checked and a sign-in begins."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from oqu.sandbox import clock
from oqu.sandbox.idp import client
from oqu.sandbox.idp.models import SignIn
from oqu.sandbox.idp.views.gate import CODE, at_step


@require_GET
def authorize(request):
    """
    Begins a sign-in. `login_hint` (an IIN) preselects the person.

    An unknown client or address gets a page: sending the browser to an unregistered address would make
    this server an open redirect. Every later refusal goes back to the client by the protocol.
    """
    asked = request.GET
    redirect_uri, state = asked.get("redirect_uri", ""), asked.get("state", "")
    if not client.is_registered(asked.get("client_id", ""), redirect_uri):
        return render(request, "sandbox/idp/unknown_client.html", status=400)
    error = _refusal(asked)
    if error:
        return redirect(client.answer_address(redirect_uri, error=error, state=state))
    if request.session.session_key is None:
        request.session.create()
    sign_in = SignIn.objects.create(
        session_key=request.session.session_key,
        redirect_uri=redirect_uri,
        state=state,
        scope=" ".join(dict.fromkeys(asked["scope"].split())),
        hint_iin=asked.get("login_hint", "")[:12],
        started_at=clock.now(),
    )
    return redirect("qr", sign_in.pk)


def _refusal(asked) -> str:
    if asked.get("response_type") != "code":
        return "unsupported_response_type" if "response_type" in asked else "invalid_request"
    scopes = asked.get("scope", "").split()
    return "" if scopes and set(scopes) <= set(client.SCOPES) else "invalid_scope"


@require_POST
@at_step(CODE)
def another_person(request, sign_in):
    """The same request of the portal, begun anew by somebody else; the old sign-in stays without use."""
    anew = SignIn.objects.create(
        session_key=sign_in.session_key,
        redirect_uri=sign_in.redirect_uri,
        state=sign_in.state,
        scope=sign_in.scope,
        started_at=clock.now(),
    )
    return redirect("qr", anew.pk)
