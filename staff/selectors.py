"""Questions about people and schools."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from oqu.core.acting import Actor, acting
from staff.models import Consent, Membership, Person, School
from staff.states import ConsentPurpose, ConsentState, Role


def memberships_of(person_id: int, *, on: dt.date) -> list[Membership]:
    """The roles a person has on a day, with their schools."""
    rows = Membership.objects.filter(acting_on(on), person_id=person_id, person__is_active=True)
    return list(rows.select_related("school").order_by("school__code", "role"))


def membership_of(person_id: int, membership_id: int, *, on: dt.date) -> Membership | None:
    rows = Membership.objects.filter(
        acting_on(on), pk=membership_id, person_id=person_id, person__is_active=True
    )
    return rows.select_related("school").first()


def people_of_school(school_id: int, roles: Iterable[Role], *, on: dt.date) -> list[Person]:
    """Everybody who has one of the roles at the school on a day."""
    rows = Membership.objects.filter(acting_on(on), school_id=school_id, role__in=list(roles))
    return list(Person.objects.filter(pk__in=rows.values("person_id"), is_active=True))


def school_with_code(code: str) -> School | None:
    return School.objects.filter(code=code, is_active=True).first()


def schools_with_bins(bins: Iterable[str]) -> list[School]:
    return list(School.objects.filter(bin__in=list(bins)))


def consent_withdrawn_at(person_id: int) -> dt.datetime | None:
    """
    When the person took back the consent to the use of their data; None while it stands or was never given.

    Asked as the system: consents are their person's own, and only this one fact of them is the school's (D16).
    """
    with acting(Actor.system("consent"), read_only=True):
        person = Person.objects.filter(pk=person_id)
        answered = Consent.objects.filter(
            iin_index__in=person.values("iin_index"),
            purpose=ConsentPurpose.SIGN_IN,
            state__in=[ConsentState.GRANTED, ConsentState.REVOKED],
        )
        last = answered.order_by("-created_at", "-pk").first()
    return last.answered_at if last and last.state == ConsentState.REVOKED else None


def acting_on(day: dt.date) -> Q:
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
