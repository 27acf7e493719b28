"""Several decisions before one signing: what they are, what sets them apart, one confirmation (R131, R132)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from admissions import policies, selectors, services
from admissions.errors import NothingToSign, TooManyToSign
from admissions.forms.school import SHORT_REASONS, SignSeveralForm
from admissions.models import Application, IssuedDocument
from admissions.states import Decision, RefusalReason
from admissions.views.school.outcome import REFUSED, put_into
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.errors import DomainError
from staff.permissions import Action, check_may

_VERSION = "version-"


@dataclass(frozen=True)
class Row:
    """`refusal` is why this one cannot be signed now."""

    application: Application
    is_marked: bool
    asks_for_transport: bool
    refusal: DomainError | None

    @property
    def is_refusal(self) -> bool:
        return self.application.decision == Decision.REFUSE

    @property
    def reason(self) -> str:
        """As a clerk says it; the words of the law stand in the document."""
        return str(SHORT_REASONS[RefusalReason(self.application.refusal_reason)])


@require_http_methods(["GET", "HEAD", "POST"])
def sign_several(request: HttpRequest) -> HttpResponse:
    """The list for one confirmation; confirmed, the code for all of them. What cannot be signed is named and left out."""
    check_may(request.actor, Action.SIGN)
    if request.method != "POST":
        return _first_look(request)
    form = SignSeveralForm(request.POST)
    chosen, shown = _chosen(request.POST), _uuids(_versions(request.POST))
    if form.is_valid():
        try:
            sessions = services.open_sessions(chosen, by=request.actor, now=clock.now())
        except DomainError as refusal:
            put_into(form, refusal)
        else:
            return redirect("admissions:signing", sessions[0].scan)
    with acting(request.actor, read_only=True):
        rows = _rows(request.actor, shown, marked=[each.uuid for each in chosen])
        return _page(request, rows, form, status=REFUSED)


def _first_look(request: HttpRequest) -> HttpResponse:
    asked = _uuids(request.GET.getlist("application"))
    if len(asked) > services.MOST_AT_ONCE:
        messages.warning(request, str(TooManyToSign(most=services.MOST_AT_ONCE)))
        asked = asked[: services.MOST_AT_ONCE]
    rows = _rows(request.actor, asked, marked=asked)
    if not rows:
        messages.warning(request, str(NothingToSign()))
        return redirect(reverse("admissions:unprocessed") + "?view=sign")
    return _page(request, rows, SignSeveralForm())


def _page(request: HttpRequest, rows: list[Row], form: SignSeveralForm, *, status: int = 200) -> HttpResponse:
    ready = [row for row in rows if row.refusal is None]
    context = {
        "form": form,
        "rows": sorted(ready, key=lambda row: not row.is_refusal),  # the rarer decision is looked at first
        "left_out": [row for row in rows if row.refusal],
        "acceptances": sum(not row.is_refusal for row in ready),
        "refusals": sum(row.is_refusal for row in ready),
    }
    return render(request, "admissions/school/sign_several.html", context, status=status)


def _rows(actor: Actor, uuids: Iterable[UUID], *, marked: Iterable[UUID]) -> list[Row]:
    """In the order of arrival; what the director may not see is not there."""
    found = selectors.visible_to(actor).filter(uuid__in=list(uuids)).in_order()
    return [
        Row(
            application=each,
            is_marked=each.uuid in marked,
            asks_for_transport=policies.asks_for_transport(each),
            refusal=policies.ask(
                policies.check_can_sign, each, actor, document=each.issued(IssuedDocument.Kind.DECISION)
            ).refusal,
        )
        for each in found.prefetch_related("issued_documents")
    ]


def _chosen(posted: QueryDict) -> list[services.Chosen]:
    """What is marked, with the version of each that the page showed."""
    versions = _versions(posted)
    return [
        services.Chosen(uuid, int(version) if (version := versions.get(str(uuid), "")).isdecimal() else None)
        for uuid in _uuids(posted.getlist("application"))
    ]


def _versions(posted: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix(_VERSION): posted[name] for name in posted if name.startswith(_VERSION)}


def _uuids(texts: Iterable[str]) -> list[UUID]:
    """Each once; what is no number of an application means none."""
    found: dict[UUID, None] = {}
    for text in texts:
        try:
            found[UUID(text)] = None
        except ValueError:
            continue
    return list(found)
