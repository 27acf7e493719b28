"""Who of the officials opened a child's application and papers, and when: told to the family, from the audit."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from admissions.models import Application, Document, IssuedDocument
from oqu.audit.models import AuditEntry
from oqu.audit.selectors import reads_by_officials
from oqu.core.acting import Actor, acting
from oqu.core.clock import ALMATY
from staff.models import Membership, Person
from staff.states import Position

MOST_READS, MOST_OPENINGS = 1_000, 30


@dataclass
class Opening:
    """What one official opened within one day; `until` is the time of the last, "" when it was one minute."""

    person: str
    position: str
    school: str
    first: dt.datetime
    last: dt.datetime
    what: list[str] = field(default_factory=list)

    @property
    def until(self) -> str:
        first, last = (f"{moment.astimezone(ALMATY):%H:%M}" for moment in (self.first, self.last))
        return last if last != first else ""


def openings_of(application: Application) -> list[Opening]:
    """
    The newest first. The application is one that the family was shown, its papers with it.

    The audit is asked as the system: it is the director's to read, and of a child's rows its family's as well.
    """
    names = _names_of(application)
    with acting(Actor.system("openings"), read_only=True):
        reads = reads_by_officials(names, at_most=MOST_READS)
        works = Membership.objects.filter(person_id__in={read.person_id for read in reads})
        at_school = {
            (work.person_id, work.school_id, work.role): work
            for work in works.select_related("person", "school").order_by("starts_on")
        }
        ministry = Person.objects.in_bulk({read.person_id for read in reads if read.scope == "ministry"})
    found: dict[tuple[object, ...], Opening] = {}
    for read in reads:
        key = (read.person_id, read.school_id, read.role, read.at.astimezone(ALMATY).date())
        if key not in found:
            work = at_school.get((read.person_id, read.school_id, read.role))
            found[key] = _opening(read, work, ministry.get(read.person_id))
        found[key].first = read.at
        name = names[read.table, read.row]
        if name not in found[key].what:
            found[key].what.insert(0, name)
    return list(found.values())[:MOST_OPENINGS]


def _opening(read: AuditEntry, work: Membership | None, officer: Person | None) -> Opening:
    if work is not None:
        is_named = work.position and work.position != Position.OTHER
        position = work.position_name if is_named else str(work.get_role_display())
        return Opening(work.person.short_name, position, work.school.name, read.at, read.at)
    person = officer.short_name if officer else ""
    return Opening(person, _("officer of the ministry"), "", read.at, read.at)


def _names_of(application: Application) -> dict[tuple[str, str], str]:
    """The rows that can be opened, in the audit's own terms, and what a parent calls them."""
    papers: list[Document | IssuedDocument] = [
        *application.documents.all(),
        *application.issued_documents.all(),
    ]
    named = {(paper._meta.db_table, str(paper.pk)): str(paper.get_kind_display()) for paper in papers}
    return {(application._meta.db_table, str(application.pk)): _("the card of the application"), **named}
