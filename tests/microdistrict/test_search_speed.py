"""The time of a search does not grow with the register: 300,000 addresses cost at most three times what 3,000 do."""

import os
import time

import psycopg
import pytest
from django.db import connection

from microdistrict import selectors
from microdistrict.models import Building, Settlement, Street, StreetAlias
from oqu.core.acting import Actor, acting
from oqu.demo.addresses import take_town
from tests.microdistrict.misspelt import DEMO_TOWN
from tests.microdistrict.volume import TOWN, fill

SMALL = 3_000
LARGE = round(300_000 * float(os.environ.get("OQU_SCALE", "0.1")))
LARGEST_RATIO = 3
ROUNDS = 5

NAMED = ["мангилик", "улы дала", "кабанбай", "е 117", "абая", "молдагуловой", "ау", "а", "сейф"]
MISSED = [typed for typed, _ in DEMO_TOWN][:9]
ABSENT = ["щщщщ", "ъыъы", "xyzq"]


def search_and_open(typed: str) -> None:
    for street in selectors.search_streets(TOWN, typed, limit=8)[:1]:
        selectors.find_building(street, "7")


def milliseconds(queries: list[str]) -> float:
    """The quickest of several rounds, for one query: what else the machine does only ever adds."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for typed in queries:
            search_and_open(typed)
        rounds.append((time.perf_counter() - start) * 1000 / len(queries))
    return min(rounds)


def measure(addresses: int) -> dict[str, float]:
    with acting(Actor.system("tests")):
        for model in (StreetAlias, Building, Street):
            model.objects.all().delete()
        within = Settlement.objects.exclude(parent=None).values("parent_id")
        while Settlement.objects.exclude(pk__in=within).delete()[0]:
            pass
        fill(addresses)
        take_town()
    look_at_the_new_rows()
    groups = {"named": NAMED, "misspelt": MISSED, "absent": ABSENT}
    for queries in groups.values():
        milliseconds(queries)
    return {name: milliseconds(queries) for name, queries in groups.items()}


def look_at_the_new_rows() -> None:
    """What autovacuum does within a minute; only the owner of the tables may."""
    database = connection.settings_dict["NAME"]
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], dbname=database, autocommit=True) as owners:
        owners.execute("VACUUM ANALYZE microdistrict_street, microdistrict_building")


@pytest.mark.django_db(transaction=True)
def test_a_hundred_times_the_addresses_cost_at_most_three_times_the_time():
    small = measure(SMALL)
    large = measure(LARGE)
    for name, spent in large.items():
        print(f"\n{name}: {small[name]:.1f} ms at {SMALL} addresses, {spent:.1f} ms at {LARGE}")
    assert sum(large.values()) <= LARGEST_RATIO * sum(small.values())


@pytest.mark.usefixtures("system")
@pytest.mark.parametrize(("typed", "queries"), [("мангилик", 1), ("мангелик", 2), ("щщщщ", 2), ("", 0)])
def test_queries_do_not_depend_on_what_is_found(typed, queries, django_assert_num_queries):
    take_town()
    with django_assert_num_queries(queries):
        for street in selectors.search_streets(TOWN, typed):
            assert street.full_title
