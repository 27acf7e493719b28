"""Questions about the people of a school and about their consents."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from oqu.core.identity import mask_iin
from oqu.core.secrets_fields import blind_index
from staff.models import Consent, Membership, Person
from staff.selectors import acting_on
from staff.states import EMPLOYEE_ROLES, ConsentPurpose, ConsentState, Role

ANSWER_TIME = dt.timedelta(hours=24)
NO_IS_SHOWN = dt.timedelta(days=30)
NO = (ConsentState.DECLINED, ConsentState.EXPIRED, ConsentState.REVOKED)


@dataclass(frozen=True)
class Employee:
    """One row of «Персонал»: a person with everything they do at the school. `consent` may be unknown."""

    person: Person
    memberships: list[Membership]
    consent: Consent | None

    @property
    def roles(self) -> list[str]:
        return [str(each.get_role_display()) for each in self.memberships]

    @property
    def position(self) -> str:
        return self.memberships[0].position_name

    @property
    def since(self) -> dt.date:
        return min(each.starts_on for each in self.memberships)

    @property
    def last_sign_in_at(self) -> dt.datetime | None:
        """To the cabinet of this school, in whichever role."""
        moments = [each.last_sign_in_at for each in self.memberships if each.last_sign_in_at]
        return max(moments, default=None)

    @property
    def may_be_changed(self) -> bool:
        """A director is appointed and dismissed by the ministry."""
        return any(each.role in EMPLOYEE_ROLES for each in self.memberships)


@dataclass(frozen=True)
class Candidate:
    """
    Somebody whom the school asked, and what it was for is not done yet; no name is known before they agree.
    `is_late`: the answer is awaited for more than a day.
    """

    consent: Consent
    masked_iin: str
    is_late: bool


def employees(school_id: int, *, on: dt.date) -> list[Employee]:
    """By name; one row a person."""
    rows = Membership.objects.filter(acting_on(on), school_id=school_id).select_related("person")
    by_person: dict[int, list[Membership]] = {}
    for membership in rows.order_by("person__last_name", "person__first_name", "person_id", "role"):
        by_person.setdefault(membership.person_id, []).append(membership)
    asked = {
        consent.iin_index: consent for consent in _staff_consents(school_id).order_by("created_at", "pk")
    }
    return [
        Employee(held[0].person, held, asked.get(held[0].person.iin_index)) for held in by_person.values()
    ]


def candidates(school_id: int, *, now: dt.datetime) -> list[Candidate]:
    """
    Newest first; a person who was asked again stands once. Who said no is shown for a month; so is who
    worked here and withdrew the consent.
    """
    rows = _staff_consents(school_id).filter(Q(finished_at__isnull=True) | Q(state=ConsentState.REVOKED))
    rows = rows.exclude(state__in=NO, answered_at__lt=now - NO_IS_SHOWN)
    newest = rows.order_by("iin_index", "-created_at", "-pk").distinct("iin_index")
    found = [_candidate(consent, now) for consent in newest]
    return sorted(found, key=lambda each: each.consent.created_at, reverse=True)


def _candidate(consent: Consent, now: dt.datetime) -> Candidate:
    is_late = consent.is_open and consent.created_at < now - ANSWER_TIME
    return Candidate(consent, mask_iin(consent.iin), is_late)


def paper_requests(school_id: int, asked_by: int, *, now: dt.datetime) -> list[Candidate]:
    """
    Applicants with a paper whom a clerk asked and whose application is not begun yet, the newest first. Who
    said no is shown for a day.
    """
    rows = Consent.objects.filter(purpose=ConsentPurpose.PAPER, school_id=school_id, asked_by_id=asked_by)
    newest = rows.order_by("iin_index", "-created_at", "-pk").distinct("iin_index")
    waiting = Consent.objects.filter(pk__in=newest.values("pk"), finished_at__isnull=True)
    shown = waiting.exclude(state__in=NO, answered_at__lt=now - ANSWER_TIME)
    return [_candidate(each, now) for each in shown.order_by("-created_at", "-pk")]


def employee_roles(school_id: int, person_uuid: UUID, *, on: dt.date) -> "QuerySet[Membership]":
    """What an employee does at the school on a day; a director's own role is not among it."""
    rows = Membership.objects.filter(acting_on(on), school_id=school_id, role__in=EMPLOYEE_ROLES)
    return rows.filter(person__uuid=person_uuid)


def is_last_executor(school_id: int, person_uuid: UUID, *, on: dt.date) -> bool:
    """Whether nobody but the director would be left to process applications without this person."""
    rows = Membership.objects.filter(acting_on(on), school_id=school_id, role=Role.EXECUTOR)
    return set(rows.values_list("person__uuid", flat=True)) == {person_uuid}


def works_here(iin: str, *, school_id: int, on: dt.date) -> bool:
    """Whether somebody is an employee; the director may be one too (R175)."""
    rows = Membership.objects.filter(acting_on(on), school_id=school_id, role__in=EMPLOYEE_ROLES)
    return rows.filter(person__iin_index=blind_index("iin", iin)).exists()


def sign_in_consent(person_id: int) -> Consent | None:
    """The newest answer, or question, about the use of the portal."""
    rows = _consents_of(person_id).filter(purpose=ConsentPurpose.SIGN_IN)
    return rows.order_by("-created_at", "-pk").first()


def consents_of(person_id: int) -> list[Consent]:
    """Everything the person was asked, newest first."""
    return list(_consents_of(person_id).select_related("school").order_by("-created_at", "-pk"))


def _consents_of(person_id: int) -> "QuerySet[Consent]":
    return Consent.objects.filter(iin_index__in=Person.objects.filter(pk=person_id).values("iin_index"))


def _staff_consents(school_id: int) -> "QuerySet[Consent]":
    return Consent.objects.filter(purpose=ConsentPurpose.STAFF, school_id=school_id)
