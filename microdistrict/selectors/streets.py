"""Streets as a school sees them: which houses are its own, which another school's, which nobody's (S7, S8)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from microdistrict.house_ranges import Number, Run, runs
from microdistrict.models import Attachment, Building, Street
from staff.models import School


@dataclass(frozen=True)
class House:
    """
    One address of the street. `attachment` is the school's own row for this very house; `others` are schools that
    serve it, by its own row or with the whole street.
    """

    building: Building
    attachment: Attachment | None = None
    others: tuple[School, ...] = ()
    is_mine_with_the_street: bool = False

    @property
    def is_mine(self) -> bool:
        return self.attachment is not None or self.is_mine_with_the_street

    @property
    def is_obsolete(self) -> bool:
        return not self.building.is_actual

    @property
    def is_free(self) -> bool:
        """Nobody serves it. A number that is obsolete waits for nobody."""
        return self.building.is_actual and not self.is_mine and not self.others


@dataclass(frozen=True)
class StreetView:
    """`whole` is the school's own row for the whole street; `houses` hold the obsolete numbers only where they are its own."""

    street: Street
    whole: Attachment | None
    houses: Sequence[House]
    whole_of_others: tuple[School, ...] = ()

    @property
    def actual(self) -> list[House]:
        return [house for house in self.houses if house.building.is_actual]

    @property
    def own(self) -> list[House]:
        """Those with a row of their own."""
        return [house for house in self.houses if house.attachment]

    @property
    def free(self) -> list[House]:
        return [house for house in self.houses if house.is_free]

    @property
    def shared(self) -> list[House]:
        """Served by this school and by another."""
        return [house for house in self.houses if house.is_mine and house.others]

    @property
    def taken(self) -> list[House]:
        return [house for house in self.actual if house.others and not house.is_mine]

    @property
    def mine_count(self) -> int:
        return sum(house.is_mine for house in self.actual)

    @property
    def percent(self) -> int:
        """How much of the street is the school's, for the bar."""
        return 100 if self.whole else round(100 * self.mine_count / (len(self.actual) or 1))

    @property
    def others(self) -> list[School]:
        """Every other school that serves something here, in the order of their codes."""
        schools = {school.pk: school for house in self.houses for school in house.others}
        schools |= {school.pk: school for school in self.whole_of_others}
        return sorted(schools.values(), key=lambda school: school.code)

    @property
    def ranges(self) -> str:
        """«1–39, 41» of the houses attached one by one."""
        return self.in_ranges(self.own)

    @property
    def free_ranges(self) -> str:
        return self.in_ranges(self.free)

    @property
    def shared_ranges(self) -> str:
        return self.in_ranges(self.shared)

    @property
    def attachment_ids(self) -> list[int]:
        rows = [self.whole, *(house.attachment for house in self.houses)]
        return [row.pk for row in rows if row]

    def in_ranges(self, houses: Collection[House]) -> str:
        street = [Number(each.building.number, each.building.whole) for each in self.houses]
        return ", ".join(_in_words(run) for run in runs(street, {each.building.number for each in houses}))


def _in_words(run: Run) -> str:
    if run.is_single:
        return run.first
    words = f"{run.first}–{run.last}"
    if run.side == "odd":
        return _("odd %(range)s") % {"range": words}
    if run.side == "even":
        return _("even %(range)s") % {"range": words}
    return words


def street_views(streets: Collection[Street], school_id: int, on: dt.date) -> list[StreetView]:
    """In two queries, in the order the streets came."""
    attachments: dict[int, list[Attachment]] = defaultdict(list)
    serving = Attachment.objects.serving_on(on).filter(street__in=streets).select_related("school")
    for row in serving.order_by("school__code", "pk"):
        attachments[row.street_id].append(row)
    buildings: dict[int, list[Building]] = defaultdict(list)
    for building in Building.objects.filter(street__in=streets).order_by("whole", "suffix", "rca"):
        buildings[building.street_id].append(building)
    return [_view(street, buildings[street.pk], attachments[street.pk], school_id) for street in streets]


def _view(
    street: Street, buildings: Sequence[Building], attachments: Sequence[Attachment], school_id: int
) -> StreetView:
    own = {row.building_id: row for row in attachments if row.school_id == school_id}
    others: dict[int | None, list[School]] = defaultdict(list)
    for row in attachments:
        if row.school_id != school_id:
            others[row.building_id].append(row.school)
    houses = []
    for building in buildings:
        building.street = street  # its full title needs no query
        schools = {school.pk: school for school in (*others[building.pk], *others[None])}
        house = House(building, own.get(building.pk), tuple(schools.values()), None in own)
        if building.is_actual or house.attachment:
            houses.append(house)
    return StreetView(street, own.get(None), houses, tuple(others[None]))


def territory_streets(school_id: int, on: dt.date, *, words: str = "") -> QuerySet[Street]:
    """Streets of which the school serves something; `words`, already folded, narrow them."""
    streets = Street.objects.filter(
        pk__in=Attachment.objects.serving_on(on).filter(school_id=school_id).values("street_id")
    )
    for word in words.split():
        streets = streets.filter(search__contains=word)
    return streets.select_related("settlement", "district").order_by("name_ru", "pk")


def address_count(school_id: int, on: dt.date) -> int:
    """Rows of the list: whole streets and single houses."""
    return Attachment.objects.serving_on(on).filter(school_id=school_id).count()


def own_rows(school_id: int, on: dt.date, *, street_id: int) -> list[int]:
    """Ids of everything the school serves on a street, to be detached at once."""
    rows = Attachment.objects.serving_from(on).filter(school_id=school_id, street_id=street_id)
    return list(rows.values_list("pk", flat=True))


def attachments_of(school_id: int, ids: Collection[int]) -> list[Attachment]:
    """Of these rows the school's own that serve or will serve, each with its street and building."""
    rows = Attachment.objects.live().filter(school_id=school_id, pk__in=ids)
    return list(
        rows.select_related("street", "building").order_by("street__name_ru", "building__whole", "pk")
    )


def street_of_settlement(kato: str, register_id: str) -> Street | None:
    """A street the school may attach; None for one of another settlement, whatever its code (R89)."""
    streets = Street.objects.filter(settlement_id=kato, register_id=register_id)
    return streets.select_related("settlement", "district").first()
