"""`manage.py demo`: the real services, the real registers of the sandbox, real signatures."""

import os
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from admissions.models import Application, Queue
from admissions.states import Status
from limits.models import ClassLimit
from microdistrict import selectors
from microdistrict.models import Street
from oqu import world
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.demo.applications import is_made
from oqu.demo.plan import PLAN, Fate
from oqu.demo.seeding import seed
from oqu.integrations.population import PopulationUnavailable
from oqu.sandbox.pki import make_test_pki
from oqu.sandbox.pki.holders import demo_holders
from staff.models import Membership, Person, School

STATUS_OF = {
    Fate.DRAFT: Status.DRAFT,
    Fate.WAITS: Status.ON_REVIEW,
    Fate.RETURNED: Status.ON_REVIEW,
    Fate.WITHDRAWN: Status.WITHDRAWN,
    Fate.ACCEPT_PROPOSED: Status.ON_SIGNING,
    Fate.REFUSE_PROPOSED: Status.ON_SIGNING,
    Fate.ACCEPTED: Status.ACCEPTED,
    Fate.REFUSED: Status.REFUSED,
}
REAL = Path(os.environ.get("OQU_REFERENCE_DATA", "../shared/data"))

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # the PDF library leaves its colour profile open
    pytest.mark.filterwarnings("ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def ready(sandbox, settings, tmp_path):
    """The sandbox answers and the directors have their keys."""
    holders = {name: who for name, who in demo_holders().items() if name.startswith("org-")}
    make_test_pki(tmp_path / "pki", holders, now=clock.now())
    settings.LOCAL_DIR = tmp_path
    settings.SIGNATURE_TRUST_ROOTS_DIR = str(tmp_path / "pki" / "trust")


def snapshot():
    with acting(Actor.system("tests")):
        return (
            sorted(Application.objects.values_list("uuid", "status", "number", "version", "round")),
            sorted(Queue.objects.values_list("school__code", "last_number")),
            sorted(ClassLimit.objects.values_list("school__code", "language", "used", "outside_used")),
            Person.objects.count(),
            Membership.objects.count(),
            School.objects.count(),
        )


def test_the_town_as_planned_after_an_interruption_and_only_once(ready, sandbox):
    with sandbox.fault("population", "down"), pytest.raises(PopulationUnavailable):
        seed(data=None)
    assert not is_made()
    seed(data=None)
    with acting(Actor.system("tests")):
        found = Counter((row.school.code, row.status) for row in Application.objects.select_related("school"))
        assert found == Counter((each.school, STATUS_OF[each.fate]) for each in PLAN)
        assert Application.objects.filter(status=Status.ACCEPTED, signature__isnull=True).count() == 0
        assert Application.objects.filter(round=1, status=Status.ON_REVIEW).count() == 1
        small = ClassLimit.objects.get(school__code="012", language="kk")
        assert (small.seats.outside_free, small.seats.free) == (0, 6)
        assert Person.objects.filter(is_ministry=True).count() == 1
    before = snapshot()

    assert seed(data=None) == ["The demo town is already there."]
    assert snapshot() == before


def test_without_keys_decisions_wait_for_their_signature(sandbox, settings, tmp_path):
    settings.LOCAL_DIR = tmp_path
    seed(data=None)
    with acting(Actor.system("tests")):
        assert not Application.objects.filter(status__in=[Status.ACCEPTED, Status.REFUSED]).exists()
        assert Application.objects.filter(status=Status.ON_SIGNING).count() > 10


@pytest.mark.skipif(not REAL.is_dir(), reason=f"OQU_REFERENCE_DATA: no folder {REAL}")
def test_the_real_neighbourhood_is_shared_by_the_three_schools(ready, tmp_path):
    seed(data=REAL)
    with acting(Actor.system("tests")):
        real = Street.objects.exclude(register_id__in=[street.id for street in world.STREETS])
        assert real.count() == 49
        for street in real.select_related("settlement", "district"):
            place = selectors.Place(street, None, "")
            assert len(selectors.schools_serving(place, clock.today())) == 1

    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(CommandError, match="no streets and no buildings"):
        call_command("demo", data=empty)
