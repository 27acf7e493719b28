"""What does not fit in a school's microdistrict: numbers taken away, addresses of other places, of two schools, of none."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from microdistrict.models import Attachment, Street, StreetAlias
from microdistrict.selectors.streets import StreetView, street_views
from staff.models import School


@dataclass(frozen=True)
class EndedStreet:
    """An attached street that is no longer in force, and where its name went."""

    attachment: Attachment
    successors: Sequence[Street]


@dataclass(frozen=True)
class Faults:
    """`obsolete` and `outside` are rows to detach; `shared` and `unserved` are streets with such houses."""

    obsolete: Sequence[Attachment]
    ended: Sequence[EndedStreet]
    outside: Sequence[Attachment]
    shared: Sequence[StreetView]
    unserved: Sequence[StreetView]

    @property
    def obsolete_count(self) -> int:
        return len(self.obsolete) + len(self.ended)

    @property
    def shared_count(self) -> int:
        return sum(len(view.shared) or 1 for view in self.shared)

    @property
    def unserved_count(self) -> int:
        return sum(len(view.free) for view in self.unserved)

    @property
    def is_clean(self) -> bool:
        return not (self.obsolete or self.ended or self.outside or self.shared or self.unserved)


def faults_of(school_id: int, on: dt.date) -> Faults:
    """In a number of queries that does not depend on the size of the microdistrict."""
    settlement = School.objects.values_list("settlement_kato", flat=True).get(pk=school_id)
    own = (
        Attachment.objects.serving_on(on)
        .filter(school_id=school_id)
        .select_related("street__settlement", "street__district", "building__street__settlement")
        .order_by("street__name_ru", "street_id", "building__whole", "building__suffix", "pk")
    )
    rows = list(own)
    outside = [row for row in rows if row.street.settlement_id != settlement]
    within = [row for row in rows if row.street.settlement_id == settlement]
    ended = [row for row in within if row.building_id is None and not row.street.is_actual]
    obsolete = [row for row in within if row.building and not row.building.is_actual]
    streets = {row.street_id: row.street for row in within}
    views = street_views(list(streets.values()), school_id, on)
    return Faults(
        obsolete=obsolete,
        ended=_with_successors(ended),
        outside=outside,
        shared=[view for view in views if view.shared or (view.whole and view.whole_of_others)],
        unserved=[view for view in views if view.free],
    )


def _with_successors(rows: Sequence[Attachment]) -> list[EndedStreet]:
    """A street that was renamed under a new code is found by the name it had."""
    aliases = StreetAlias.objects.filter(
        street__is_actual=True, street__settlement__in={row.street.settlement_id for row in rows}
    ).filter(name__in={name for row in rows for name in (row.street.name_ru, row.street.name_kk)})
    known = [(alias.name, alias.street) for alias in aliases.select_related("street__district")]
    found = []
    for row in rows:
        names = {row.street.name_ru, row.street.name_kk}
        successors = {street.pk: street for name, street in known if name in names}
        found.append(EndedStreet(row, list(successors.values())))
    return found


def streets_without_school(kato: str, on: dt.date) -> QuerySet[Street]:
    """Streets of a settlement that have houses no school serves; `unserved` says how many."""
    serving = Attachment.objects.serving_on(on)
    free = Q(buildings__is_actual=True) & ~Q(
        buildings__pk__in=serving.filter(building__isnull=False).values("building_id")
    )
    return (
        Street.objects.filter(settlement_id=kato, is_actual=True)
        .filter(~Exists(serving.filter(street=OuterRef("pk"), building=None)))
        .annotate(unserved=Count("buildings", filter=free))
        .filter(unserved__gt=0)
        .select_related("settlement", "district")
        .order_by("name_ru", "pk")
    )
