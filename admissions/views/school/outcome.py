"""What became of a press of a button, said to the person who pressed it."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from admissions import policies, selectors
from admissions.errors import AlreadyProcessed, PageIsStale
from admissions.models import Application
from admissions.states import Decision
from admissions.views.school import finding
from oqu.core import wording
from oqu.core.acting import acting
from oqu.core.errors import DomainError, Forbidden, NotFound
from staff.permissions import Action

REFUSED = 422  # the form comes back with what was typed


def tell(request: HttpRequest, words: str, application: Application) -> None:
    messages.success(request, words % {"number": application.number})


def not_possible(request: HttpRequest, application: Application, refusal: DomainError) -> HttpResponse:
    """The page of a decision that cannot be made now leads back to the card, which says why."""
    messages.warning(request, str(refusal))
    return redirect("admissions:card", application.uuid)


def already_over(
    request: HttpRequest, uuid: UUID, refusal: DomainError, *, form: Form, wanted: Decision | None = None
) -> HttpResponse | None:
    """
    For a second press or an old page: if nothing is left to decide, say what the application is now (R161).

    The same person's same decision once more is no mistake. `wanted` is None for a return. None means that
    the page comes back: something can still be done, or words were typed that must not be lost.
    """
    if not isinstance(refusal, AlreadyProcessed | PageIsStale):
        return None
    application = finding.acted_upon(request.actor, uuid, Action.RETURN if wanted is None else Action.DECIDE)
    left_to_do = (
        policies.ask(policies.check_can_return, application, request.actor)
        if wanted is None
        else policies.ask(policies.check_can_refuse, application, request.actor, head=None)
    )
    if left_to_do.allowed:
        return None
    is_own = application.decision == wanted and application.decided_by_id == request.actor.person_id
    if is_own and application.is_on_signing:
        tell(
            request,
            _("Application No. %(number)s is already with the director. Nothing was done twice."),
            application,
        )
    else:
        words = _who_was_faster(request, uuid)
        if form.cleaned_data.get("explanation") or form.cleaned_data.get("comment"):
            form.add_error(None, words)
            return None
        messages.warning(request, words)
    with acting(request.actor, read_only=True):
        is_shown = selectors.visible_to(request.actor).filter(uuid=uuid).exists()
    return redirect("admissions:card", uuid) if is_shown else redirect("admissions:unprocessed")


def put_into(form: Form, refusal: DomainError, *, field: str | None = None) -> None:
    """
    The refusal stands in the form, unless something more exact was said there already.

    :raises Forbidden | NotFound: these are pages of their own
    """
    if isinstance(refusal, Forbidden | NotFound):
        raise refusal
    if not form.errors:
        form.add_error(field, str(refusal))


def renew(form: Form, application: Application) -> None:
    """What was typed stays; what the person sees from now on is the present state."""
    form.data = {**form.data.dict(), "version": application.version}


def _who_was_faster(request: HttpRequest, uuid: UUID) -> str:
    with acting(request.actor, read_only=True):
        application = Application.objects.for_list().get(uuid=uuid)
        status, colleague = str(application.get_status_display()), application.decided_by
        if colleague is None or application.decided_at is None or colleague.pk == request.actor.person_id:
            return str(AlreadyProcessed(status=status))
        words = _(
            "A colleague was faster. %(name)s decided on %(moment)s; the application has already been "
            "processed. Its status now: %(status)s."
        )
        when = wording.long_moment(application.decided_at)
        return words % {"name": colleague.short_name, "moment": when, "status": status}
