"""Step 4: the papers. Each file is kept or refused for itself, so a bad one never costs a good one."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from admissions import selectors, services
from admissions.forms.family import DocumentsForm
from admissions.models import Application, Document
from admissions.states import DocumentKind
from admissions.views.family import steps
from admissions.views.family.reading import onward, own_application, page, sent
from oqu.core import clock
from oqu.core.errors import DomainError
from staff.permissions import Action


@dataclass(frozen=True)
class Paper:
    """One box of the page: the field and what is kept already."""

    field: BoundField
    document: Document | None

    @property
    def state(self) -> str:
        if self.field.errors or (self.document and self.document.is_infected):
            return "error"
        return "uploaded" if self.document else "empty"

    @property
    def errors(self) -> list[str]:
        told = [str(error) for error in self.field.errors]
        if self.document and self.document.is_infected and not told:
            told.append(_("The antivirus found something dangerous in this file. Choose another one."))
        return told

    @property
    def file_name(self) -> str:
        return self.document.file_name if self.document else ""

    @property
    def size(self) -> int:
        return self.document.size if self.document else 0


@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: HttpRequest, uuid: UUID, filling: Action = Action.APPLY) -> HttpResponse:
    """
    Buttons: `remove` a kind, `leave` for later, `upload` (a script's, one file at a time), or go on.
    Whatever is pressed, the chosen files are kept first.
    """
    draft = own_application(request, uuid, filling)
    if not draft.is_draft:
        return sent(draft, filling)
    kinds = selectors.required_kinds(draft)
    form = DocumentsForm(request.POST or None, request.FILES or None, kinds=kinds)
    if request.method == "POST":
        _keep(request, form, draft)
        if request.POST.get("remove") in DocumentKind.values:
            services.remove_document(uuid=uuid, kind=DocumentKind(request.POST["remove"]), by=request.actor)
        draft = own_application(request, uuid, filling)
        if not {"remove", "leave", "upload"} & request.POST.keys():
            _ask_for_missing(form, draft)
        if not form.errors:
            return _next_page(request, draft, filling)
    return page(
        request, "admissions/family/documents.html", _context(form, draft), 422 if form.errors else 200
    )


def _keep(request: HttpRequest, form: DocumentsForm, draft: Application) -> None:
    form.is_valid()
    for kind, upload in form.uploads.items():
        try:
            services.attach_document(
                uuid=draft.uuid, kind=kind, upload=upload, by=request.actor, now=clock.now()
            )
        except DomainError as refusal:
            form.add_error(kind.value, str(refusal))


def _ask_for_missing(form: DocumentsForm, draft: Application) -> None:
    there = {document.kind for document in draft.documents.all() if not document.is_infected}
    for name in form.fields:
        if name not in there and name not in form.errors:
            form.add_error(name, _("Attach this document: a photo or a PDF."))


def _next_page(request: HttpRequest, draft: Application, filling: Action) -> HttpResponse:
    if "leave" in request.POST:
        return redirect(steps.home_of(draft))
    if "remove" in request.POST or "upload" in request.POST:
        return redirect(steps.url_of("documents", draft))
    return onward(request, draft, filling)


def _context(form: DocumentsForm, draft: Application) -> dict[str, object]:
    kept = {document.kind: document for document in draft.documents.all()}
    return {
        "form": form,
        "draft": draft,
        "back": steps.before("documents", draft),
        "papers": [Paper(form[name], kept.get(name)) for name in form.fields],
        "used": sum(document.size for document in kept.values()),
        "limit": settings.MAX_STORED_BYTES,
        "one_file": settings.MAX_UPLOAD_BYTES,
    }
