"""«Обновить»: the address register is asked for what changed in the school's settlement (R92)."""

import datetime as dt
import logging
from collections.abc import Callable
from typing import TypeVar

from django.db.models import Max

from microdistrict.errors import AddressesRefused, UnknownSettlement
from microdistrict.models import RegisterRefresh, Settlement, Street
from microdistrict.services._attach import check_own
from microdistrict.services._import_addresses import take_register
from microdistrict.services._reading.formats import Reading
from microdistrict.services._reading.joining import join
from microdistrict.services._reading.register_tables import (
    Unreadable,
    add_dictionary_row,
    geonim_of,
    house_of,
    unit_of,
)
from microdistrict.services._reading.rows import Line
from oqu.core.acting import Actor, acting
from oqu.integrations.address_register import (
    DICTIONARIES,
    AddressRegister,
    AddressRegisterUnavailable,
    Dataset,
    Row,
    get_address_register,
)
from oqu.outbox import services as outbox
from staff.models import School

logger = logging.getLogger(__name__)
T = TypeVar("T")


def ask_refresh(*, school_id: int, by: Actor, now: dt.datetime) -> RegisterRefresh:
    """
    Leave it to a worker to ask the register. One that is under way for the settlement already is the answer.

    :raises UnknownSettlement | Forbidden:
    """
    check_own(school_id, by)
    with acting(by):
        kato = School.objects.values_list("settlement_kato", flat=True).get(pk=school_id)
        if not Settlement.objects.filter(pk=kato).exists():
            raise UnknownSettlement
        refresh, is_new = RegisterRefresh.objects.get_or_create(
            settlement_id=kato, done_at=None, defaults={"asked_at": now, "asked_by_id": by.person_id}
        )
        if is_new:
            outbox.put(
                "refresh_addresses", {"refresh_id": refresh.pk}, dedupe_key=f"refresh-{refresh.pk}", now=now
            )
    return refresh


def refresh_addresses(*, refresh_id: int, now: dt.datetime) -> None:
    """
    By the worker, in its transaction. Whatever comes of it is told on the page, so nothing is tried again by itself.
    """
    refresh = RegisterRefresh.objects.select_for_update(no_key=True).get(pk=refresh_id)
    if refresh.done_at:
        return
    outcome, changed = RegisterRefresh.Outcome.TAKEN, 0
    try:
        reading = _read(get_address_register(), refresh.settlement_id, since=_last(refresh))
        changed = take_register(reading.register, problems=reading.problems).rows_written
    except AddressRegisterUnavailable:
        outcome = RegisterRefresh.Outcome.UNAVAILABLE
    except AddressesRefused as refusal:
        logger.warning("address register: %s rows refused: %s", len(refusal.problems), refusal.problems[:20])
        outcome = RegisterRefresh.Outcome.REFUSED
    refresh.done_at, refresh.outcome, refresh.changed = now, outcome, changed
    refresh.save(update_fields=["done_at", "outcome", "changed"])


def _last(refresh: RegisterRefresh) -> dt.datetime | None:
    """
    The moment before which everything is known: of the last refresh, or of the newest row that a file brought. None
    asks for everything.
    """
    before = RegisterRefresh.objects.filter(
        settlement=refresh.settlement_id, outcome=RegisterRefresh.Outcome.TAKEN
    )
    if last := before.order_by("-asked_at").values_list("asked_at", flat=True).first():
        return last
    streets = Street.objects.filter(settlement=refresh.settlement_id)
    newest = streets.aggregate(street=Max("modified_at"), building=Max("buildings__modified_at"))
    return max(filter(None, newest.values()), default=None)


def _read(register: AddressRegister, kato: str, *, since: dt.datetime | None) -> Reading:
    """The settlement, its districts, and what changed on their streets."""
    reading = Reading()
    for dictionary in DICTIONARIES:
        for row in register.rows(dictionary):
            add_dictionary_row(reading, dictionary, row)
    towns = list(register.rows("s_ats", where=("cato", [kato])))
    units = towns + list(register.rows("s_ats", where=("parent_id", [row["id"] for row in towns])))
    numbers = [row["id"] for row in units]
    reading.tables.units += _told(reading, "s_ats", units, unit_of)
    lying_there = ("s_ats_id", numbers)
    streets = list(register.rows("s_geonims", where=lying_there, since=since))
    reading.tables.geonims += _told(reading, "s_geonims", streets, geonim_of)
    houses = list(register.rows("s_buildings", where=lying_there, since=since))
    reading.tables.houses += _told(reading, "s_buildings", houses, house_of)
    join(reading)
    return reading


def _told(reading: Reading, dataset: Dataset, rows: list[Row], read: Callable[[Row, Line], T]) -> list[T]:
    found = []
    for row in rows:
        line = Line(dataset, int(row["id"]))
        try:
            found.append(read(row, line))
        except (Unreadable, KeyError) as reason:
            reading.problems.append(f"{line}: {reason}")
    return found
