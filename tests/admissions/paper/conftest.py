"""A school whose executor takes papers at the desk, at noon of a working day, while admission is open."""

from collections.abc import Callable, Iterator

import pytest

from oqu.core import clock
from oqu.core.acting import Actor
from oqu.world.facts import Human
from staff import services as people
from staff.models import Consent, Membership, School
from staff.states import Role
from tests import factories as make


@pytest.fixture(autouse=True)
def _noon(db: None) -> Iterator[None]:
    with clock.stopped_at(make.NOW):
        yield


@pytest.fixture
def school() -> School:
    make.campaign()
    at = make.school("D32")
    make.limit(at)
    return at


@pytest.fixture
def executor(school: School) -> Membership:
    return make.member(school, Role.EXECUTOR)


@pytest.fixture
def clerk(executor: Membership) -> Actor:
    return make.actor(executor)


@pytest.fixture
def agreed(clerk: Actor, sandbox) -> Callable[[Human], Consent]:
    """This person, asked by the clerk, has answered 511."""

    def ask(human: Human) -> Consent:
        consent = people.ask_paper_consent(iin=human.iin, by=clerk, now=clock.now())
        sandbox.answer_1414(human.phone)
        return consent

    return ask
