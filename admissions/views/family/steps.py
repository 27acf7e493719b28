"""
The five steps of the form: where each is, and whether it is filled. A clerk who copies a paper goes through the
same ones; the first two are the applicant and the child there, and the school is the clerk's own.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from admissions import selectors
from admissions.models import Application
from admissions.states import DocumentKind

TOTAL = 5


@dataclass(frozen=True)
class Step:
    number: int
    title: str
    url: str
    is_done: bool


def steps_of(draft: Application) -> list[Step]:
    """The steps that are left to the parent once a draft exists; sending is the last of them."""
    kinds = {document.kind for document in draft.documents.all() if not document.is_infected}
    papers = all(kind in kinds for kind in selectors.required_kinds(draft))
    school = Step(2, _("School"), url_of("school", draft), draft.school_id is not None)
    return [
        *([] if draft.is_on_paper else [school]),
        Step(3, _("Language, transport and contacts"), url_of("details", draft), _told(draft)),
        Step(4, _("Documents of the child"), url_of("documents", draft), papers),
        Step(5, _("Check and send"), url_of("check", draft), is_done=False),
    ]


def next_step(draft: Application) -> Step:
    """The first one that is not filled."""
    return next(step for step in steps_of(draft) if not step.is_done)


def missing_of(draft: Application, missing: list[str]) -> list[tuple[str, str]]:
    """What `DraftIncomplete` names, as words and the address where it is filled."""
    words = {
        "school": (_("The school is not chosen"), "school"),
        "language": (_("The language of study is not chosen"), "details"),
        "applicant_phone": (_("The contact phone is not given"), "details"),
    }
    told = []
    for name in missing:
        text, step = words[name] if name in words else (str(DocumentKind(name).label), "documents")
        told.append((text, url_of(step, draft)))
    return told


def changing(draft: Application) -> dict[str, str]:
    """Where the answers on the last page are changed; "" where they are not."""
    return {f"to_{step}": url_of(step, draft) for step in ("school", "details", "documents")}


def before(step: str, draft: Application) -> str:
    """Where «Назад» leads from this step."""
    ways = {"details": "school", "documents": "details", "check": "documents"}
    return url_of(ways[step], draft) or home_of(draft)


def home_of(draft: Application) -> str:
    """The list that the draft stands in."""
    return reverse("admissions:paper" if draft.is_on_paper else "admissions:mine")


def _told(draft: Application) -> bool:
    return bool(draft.language and draft.applicant_phone)


def url_of(step: str, draft: Application) -> str:
    """The page of a step; "" where there is none: a paper is for the school that has it."""
    if draft.is_on_paper and step == "school":
        return ""
    return reverse(f"admissions:{'paper' if draft.is_on_paper else 'draft'}-{step}", args=[draft.uuid])
