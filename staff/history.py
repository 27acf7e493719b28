"""What happened to an employee's roles, read from the audit: when, what, by whom."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from oqu.audit.models import AuditEntry
from staff.models import Membership, Person

SIGN_INS = ["last_sign_in_at", "last_sign_in_method"]  # no news of what somebody may do


@dataclass(frozen=True)
class Event:
    """`who` is "" when it was the portal or somebody outside this school."""

    at: dt.datetime
    what: str
    who: str


def history_of(person: Person, *, school_id: int) -> list[Event]:
    """Newest first, roles that ended long ago included."""
    roles = {
        str(each.pk): str(each.get_role_display())
        for each in Membership.objects.filter(person=person, school_id=school_id)
    }
    rows = AuditEntry.objects.filter(table="staff_membership", row__in=roles)
    entries = list(rows.exclude(operation="UPDATE", changed__contained_by=SIGN_INS).order_by("-at", "-pk"))
    people = Person.objects.in_bulk({entry.person_id for entry in entries if entry.person_id})
    return [
        Event(
            entry.at,
            _what(entry, roles[entry.row]),
            people[entry.person_id].full_name if entry.person_id in people else "",
        )
        for entry in entries
    ]


def _what(entry: AuditEntry, role: str) -> str:
    if entry.operation == "INSERT":
        return _("Role given: %(role)s") % {"role": role}
    if "ends_on" in entry.changed:
        return _("Role taken away: %(role)s") % {"role": role}
    return _("Position changed (%(role)s)") % {"role": role}
