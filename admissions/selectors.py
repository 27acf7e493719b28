"""Questions about applications. Row-level security narrows every answer to what the actor may see."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from admissions.models import (
    Application,
    ApplicationQuerySet,
    Campaign,
    Document,
    JournalEntry,
    ListExport,
    Notice,
    Queue,
    Rework,
    SecondParent,
    Submission,
    Verification,
)
from admissions.states import COUNTED, FINAL, LIVE, UNPROCESSED, Channel, DocumentKind, Status
from oqu.core.acting import Actor
from oqu.core.errors import NotFound
from staff.models import Consent, Person, School
from staff.permissions import Action, check_may, may, roles_that_may
from staff.selectors import people_of_school


def campaigns_of(school: School) -> list[Campaign]:
    """Of each school year one, by opening: the campaign of the school's region, else that of the country."""
    rows = Campaign.objects.filter(region_kato__in=["", school.region_kato]).order_by("region_kato")
    of_years = {row.school_year_id: row for row in rows}  # the country's comes first and gives way
    return sorted(of_years.values(), key=lambda row: row.opens_at)


def campaign_of(school: School, *, now: dt.datetime) -> Campaign | None:
    """The one that is open, else the one that opens next, else the last one."""
    rows = campaigns_of(school)
    coming = [row for row in rows if not row.has_closed(now)]
    return coming[0] if coming else (rows[-1] if rows else None)


def announced(*, now: dt.datetime) -> list[Campaign]:
    """Campaigns of the nearest school year whose admission is not over: the country's first, then the regions'."""
    rows = list(Campaign.objects.filter(closes_at__gt=now).order_by("school_year", "region_kato"))
    return [row for row in rows if row.school_year_id == rows[0].school_year_id]


def visible_to(actor: Actor) -> ApplicationQuerySet:
    """
    The applications an actor sees. Parents their own, and those sent for their children by the other parent
    (D9); an executor the unprocessed ones of the school (D13); the director and the ministry all but drafts (D11).
    """
    rows = Application.objects.for_list()
    if actor.scope == "parent":
        return rows.filter(pk__in=_of_family(actor))
    if actor.scope == "ministry":
        return rows.exclude(status=Status.DRAFT)
    if not may(actor, Action.SEE_APPLICATIONS):
        return rows.none()
    rows = rows.filter(school_id=actor.school_id)
    if may(actor, Action.SEE_FINAL_APPLICATIONS):
        return rows.exclude(status=Status.DRAFT)
    return rows.filter(status__in=sorted(UNPROCESSED))


def filled_by(actor: Actor) -> ApplicationQuerySet:
    """What the actor fills or has sent: a parent's own, a clerk's from paper (an executor's till it is final)."""
    if actor.scope == "parent":
        return visible_to(actor)
    rows = Application.objects.for_list().filter(school_id=actor.school_id, registered_by_id=actor.person_id)
    if not may(actor, Action.REGISTER_PAPER):
        return rows.none()
    final = may(actor, Action.SEE_FINAL_APPLICATIONS)
    return rows if final else rows.filter(status__in=sorted({Status.DRAFT, *UNPROCESSED}))


def _of_family(actor: Actor) -> QuerySet[Any, Any]:
    """Two looks at an index each, however many applications there are."""
    own = Application.objects.order_by().filter(applicant_id=actor.person_id).values("pk")
    me = Person.objects.order_by().filter(pk=actor.person_id).values("iin_index")
    joined = Application.objects.order_by().filter(
        pk__in=SecondParent.objects.filter(iin_index__in=me).values("application_id")
    )
    return own.union(joined.exclude(status=Status.DRAFT).values("pk"), all=True)


def second_parent(application: Application, actor: Actor) -> SecondParent | None:
    """The actor as the parent of the child who did not send this application; None for everybody else."""
    if actor.scope != "parent" or application.applicant_id == actor.person_id:
        return None
    me = Person.objects.order_by().filter(pk=actor.person_id).values("iin_index")
    return application.second_parents.filter(iin_index__in=me).first()


def has_second_parent(application: Application) -> bool:
    """Whether somebody else is told of it: the register's word, known to the portal as a person or not."""
    return application.second_parents.exists()


def live_of_child(child_iin_index: str, actor: Actor) -> Application | None:
    """What is sent for the child already, by whichever parent, if the actor sees it."""
    rows = visible_to(actor).filter(status__in=sorted(LIVE), child_iin_index=child_iin_index)
    return rows.order_by("-id").first()


def has_joined(draft: Application, live: Application) -> bool:
    """Whether the sending of this draft joined the other parent's application (D9)."""
    return SecondParent.objects.filter(application=live, draft=draft).exists()


def paper_drafts(actor: Actor) -> ApplicationQuerySet:
    """What a clerk began to copy and has not registered, the latest touched first."""
    drafts = filled_by(actor).filter(status=Status.DRAFT, channel=Channel.MANUAL)
    return drafts.order_by("-saved_at", "-id")


def readable_by(actor: Actor) -> ApplicationQuerySet:
    """Whose papers may be opened: what the actor sees, and what a clerk is copying from paper."""
    seen = visible_to(actor)
    return (seen | filled_by(actor) if actor.scope == "school" else seen).select_related(None)


def with_reference(reference: str, actor: Actor) -> Application | None:
    """The application that people call 2026-032-34 (A24), if the actor sees it."""
    year, _, rest = reference.strip().partition("-")
    code, _, number = rest.rpartition("-")
    if not (year.isdecimal() and number.isdecimal() and len(year) == 4 and len(number) < 10):
        return None
    rows = visible_to(actor).filter(campaign__school_year_id=int(year), school__code=code, number=int(number))
    return rows.first()


def sent_with(key: UUID, uuid: UUID, actor: Actor) -> Application | None:
    """What this press of this person has sent, or joined (D9); None while it is under way, too."""
    presses = Submission.objects.filter(person_id=actor.person_id, key=key)
    rows = visible_to(actor).exclude(status=Status.DRAFT)
    rows = rows.filter(pk__in=presses.values("application_id"))
    return rows.filter(Q(uuid=uuid) | Q(second_parents__draft__uuid=uuid)).first()


def unprocessed(actor: Actor) -> ApplicationQuerySet:
    """«Необработанные заявки» in the order of arrival (R93, R126)."""
    return visible_to(actor).filter(status__in=sorted(UNPROCESSED)).in_order()


def standing(actor: Actor, status: Status) -> ApplicationQuerySet:
    """
    The school's applications of one unprocessed status, in the order of arrival.

    Asked by the lines that have such applications, so that an index answers however long they are.
    """
    lines = Queue.objects.filter(school_id=actor.school_id, **{f"{status.value}__gt": 0})
    rows = visible_to(actor).filter(queue_id__in=list(lines.values_list("pk", flat=True)), status=status)
    return rows.in_order()


def sent_back(actor: Actor) -> ApplicationQuerySet:
    """«На доработке», in the order of arrival."""
    return standing(actor, Status.ON_REVIEW).filter(returned_at__isnull=False)


def overdue(actor: Actor, *, now: dt.datetime) -> ApplicationQuerySet:
    """«Просроченные», on review or awaiting the signature, in the order of arrival."""
    return unprocessed(actor).filter(due_at__lt=now)


def listed(view: str, actor: Actor, *, now: dt.datetime) -> ApplicationQuerySet:
    """
    The rows of one view of the school's list, by its name in the address.

    :raises Forbidden | NotFound:
    """
    if view == "decide":
        return standing(actor, Status.ON_REVIEW)
    if view == "sign":
        return standing(actor, Status.ON_SIGNING)
    if view == "returned":
        return sent_back(actor)
    if view == "overdue":
        return overdue(actor, now=now)
    if view == "processed":
        check_may(actor, Action.SEE_FINAL_APPLICATIONS)
        return processed(actor)
    raise NotFound


def deciders_in(view: str, *, school_id: int, on: dt.date) -> list[Person]:
    """Those whose decisions may stand in a view of the school's list; nobody where it holds none."""
    if view not in {"sign", "processed"}:
        return []
    return people_of_school(school_id, roles_that_may(Action.DECIDE), on=on)


def next_to_decide(actor: Actor) -> Application | None:
    return next(iter(standing(actor, Status.ON_REVIEW).first_rows(1)), None)


@dataclass(frozen=True)
class Workload:
    """What stands on the tabs of the school's list."""

    to_decide: int
    sent_back: int
    to_sign: int
    processed: int
    overdue: int


def workload(actor: Actor, *, now: dt.datetime) -> Workload:
    """As the queues count their applications themselves; only the marked ones are counted here."""
    total = _counted(actor)
    return Workload(
        to_decide=total[Status.ON_REVIEW],
        sent_back=sent_back(actor).order_by().count(),
        to_sign=total[Status.ON_SIGNING],
        processed=sum(total[status] for status in FINAL),
        overdue=overdue(actor, now=now).order_by().count(),
    )


def waiting(actor: Actor) -> int:
    """How many unprocessed applications the school has, as its queues count them."""
    if not may(actor, Action.SEE_APPLICATIONS):
        return 0
    counted = _counted(actor)
    return sum(counted[status] for status in UNPROCESSED)


def _counted(actor: Actor) -> Counter[str]:
    rows = Queue.objects.filter(school_id=actor.school_id)
    return sum((Counter({status: getattr(row, status) for status in COUNTED}) for row in rows), Counter())


def last_decided_at(actor: Actor) -> dt.datetime | None:
    found: dt.datetime | None = visible_to(actor).order_by().aggregate(last=Max("decided_at"))["last"]
    return found


def processed(actor: Actor) -> ApplicationQuerySet:
    """«Обработанные»: final ones, the newest first; only the director sees them (R45, D13)."""
    return visible_to(actor).filter(status__in=sorted(FINAL)).order_by("-finalised_at", "-number")


def queue_of(school_id: int, campaign_id: int) -> Queue | None:
    return Queue.objects.filter(school_id=school_id, campaign_id=campaign_id).first()


def documents_of(application: Application) -> list[Document]:
    """In the order of the form."""
    order = list(DocumentKind.values)
    return sorted(application.documents.all(), key=lambda document: order.index(document.kind))


def required_kinds(application: Application) -> list[DocumentKind]:
    """
    Three papers, and the commission's conclusion exactly for special needs (R118). A guardian whom the register
    does not show proves it; what came on paper is kept as it was signed.
    """
    needed = {
        DocumentKind.PMPK: application.has_special_needs,
        DocumentKind.GUARDIANSHIP: not application.is_parent,
        DocumentKind.PAPER: application.is_on_paper,
    }
    return [kind for kind in DocumentKind if needed.get(kind, True)]


def history_of(application: Application) -> list[JournalEntry]:
    return list(application.journal.select_related("person"))


def reworks_of(application: Application) -> list[Rework]:
    return list(application.reworks.select_related("returned_by"))


def notices_of(person_id: int) -> QuerySet[Notice]:
    """Told to the person, about what the active role may know of at all. Each notice looks for its own by index."""
    applications = Application.objects.order_by().filter(pk=OuterRef("application_id"))
    exports = ListExport.objects.order_by().filter(pk=OuterRef("export_id"))
    consents = Consent.objects.order_by().filter(pk=OuterRef("consent_id"))
    known = Exists(applications) | Exists(exports) | Exists(consents)
    return (
        Notice.objects.filter(known, recipient_id=person_id)
        .select_related("application__school", "application__campaign", "export", "consent")
        .prefetch_related("application__reworks")
    )


def last_verification() -> Verification | None:
    """When all invariants were asked last, and what did not hold."""
    return Verification.objects.order_by("-id").first()
