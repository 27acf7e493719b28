"""Volume data: the same for the same seed, and valid by every invariant."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from admissions import services
from admissions.models import Application, Queue
from admissions.states import Status
from oqu.core import clock
from oqu.core.acting import acting
from oqu.core.identity import is_valid_iin
from tests import factories as make

pytestmark = pytest.mark.django_db


def seed(**options) -> str:
    said = StringIO()
    call_command("seed", stdout=said, **options)
    return said.getvalue()


def seeded() -> list[tuple]:
    with acting(make.SYSTEM):
        rows = Application.objects.order_by("school__code", "number")
        return [
            (one.school.code, one.number, one.status, one.decision, one.child_iin, one.child_name)
            for one in rows.select_related("school")
        ]


def test_every_invariant_holds():
    said = seed(schools=3, applications=240, seed=7)

    verification = services.verify_journal(now=clock.now(), tell=lambda asked: None)

    assert verification.is_clean, verification.findings
    assert "240 applications in 3 schools" in said
    assert "rows/s" in said


def test_every_status_that_needs_no_signature_is_there():
    seed(schools=2, applications=300, seed=1)

    with acting(make.SYSTEM):
        assert set(Application.objects.values_list("status", flat=True)) == {
            Status.ON_REVIEW,
            Status.ON_SIGNING,
            Status.WITHDRAWN,
        }
        assert Application.objects.filter(round=1, status=Status.ON_REVIEW).exists()
        assert set(Application.objects.exclude(decision="").values_list("decision", flat=True)) == {
            "accept",
            "refuse",
        }
        assert sum(Queue.objects.values_list("last_number", flat=True)) == 300


def test_the_same_seed_gives_the_same_families(transactional_db):
    with clock.stopped_at(make.NOW):
        seed(schools=2, applications=60, seed=5)
        first = seeded()
        call_command("flush", interactive=False, verbosity=0)
        seed(schools=2, applications=60, seed=5)

    assert seeded() == first
    assert len({iin for *_, iin, _ in first}) == 60
    assert all(is_valid_iin(iin) for *_, iin, _ in first)


def test_another_seed_gives_other_families_beside_them():
    seed(schools=1, applications=20, seed=1)
    seed(schools=1, applications=20, seed=2)

    assert len({iin for *_, iin, _ in seeded()}) == 40


def test_a_seed_is_taken_once():
    seed(schools=1, applications=5, seed=1)

    with pytest.raises(CommandError, match="take another one"):
        seed(schools=1, applications=5, seed=1)
    assert len(seeded()) == 5


@pytest.mark.parametrize(
    "options",
    [
        {"schools": 0, "applications": 10},
        {"schools": 11, "applications": 10},
        {"schools": 1, "applications": 10_000_000},
        {"schools": 1, "applications": 10, "seed": -1},
    ],
)
def test_impossible_numbers(options):
    with pytest.raises(CommandError, match="Give at least"):
        seed(**options)
