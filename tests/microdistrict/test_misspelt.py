"""People misspell; the street they mean stands among the first three."""

import os
from pathlib import Path

import pytest

from microdistrict import selectors, services
from oqu.demo.addresses import take_town
from oqu.world import SETTLEMENT
from tests.microdistrict.misspelt import DEMO_TOWN, NEIGHBOURHOOD

REAL = Path(os.environ.get("OQU_REFERENCE_DATA", "../shared/data"))
SHARE = 0.95

pytestmark = pytest.mark.usefixtures("system")


def missed(queries: list[tuple[str, str]]) -> list[str]:
    found = {typed: selectors.search_streets(SETTLEMENT.kato, typed, limit=3) for typed, _ in queries}
    lost = [
        f"{typed} → {[street.name_ru for street in found[typed]]}, meant {meant}"
        for typed, meant in queries
        if meant not in [street.name_ru for street in found[typed]]
    ]
    print(
        f"\n{len(queries) - len(lost)} of {len(queries)} misspelt streets in the first three", *lost, sep="\n"
    )
    return lost


@pytest.mark.rule("R85", "R88")
def test_streets_of_the_demo_town():
    take_town()
    assert len(missed(DEMO_TOWN)) <= (1 - SHARE) * len(DEMO_TOWN)


@pytest.mark.skipif(not REAL.is_dir(), reason=f"OQU_REFERENCE_DATA: no folder {REAL}")
def test_streets_of_the_demo_town_and_of_the_real_neighbourhood_together():
    take_town()
    services.import_addresses([REAL])
    assert len(DEMO_TOWN) + len(NEIGHBOURHOOD) == 40
    assert len(missed(DEMO_TOWN + NEIGHBOURHOOD)) <= (1 - SHARE) * 40
