"""
Whatever a school, its director and its families do in whatever order: the portal and the reference answer
alike and stand alike after every step.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, strategies
from hypothesis import settings as hypothesis_settings
from hypothesis.errors import FlakyStrategyDefinition
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from admissions import line, policies, services
from admissions.models import Application, Campaign, Queue
from limits import services as limits
from limits.models import ClassLimit
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.errors import DomainError
from tests import factories as make
from tests.integrations.signature.scenes import BIN, IIN
from tests.properties.reference import Reference
from tests.races.lines import drafts, issue, send
from tests.races.presses import Press, make_authority, signing_with
from tests.races.racing import times

STEPS_OF_A_LIFE = 50
A_MONTH = dt.timedelta(days=30)
BATCH = 8
HEAD, FIRST_TO_SIGN = -1, -2

arrivals = strategies.tuples(strategies.sampled_from(["kk", "kk", "ru"]), strategies.booleans())
whose = strategies.integers(FIRST_TO_SIGN, 15)
steps: Counter[str] = Counter()


class Portal(RuleBasedStateMachine):
    """
    One school from its first application on; a step is one press by one of its people. A life is one
    transaction, looked at as the system and undone at its end.

    The Kazakh parallel has few seats, so that they run out; nobody has stated those of the Russian one.
    """

    settings: object
    campaign: Campaign
    sign_by_telephone: Press

    def teardown(self) -> None:
        self.life.close()

    @initialize(
        scope=strategies.sampled_from(["school", "parallel"]),
        total=strategies.integers(1, 6),
        first=strategies.lists(arrivals, min_size=2, max_size=6),
    )
    def open_the_school(self, scope: str, total: int, first: list[tuple[str, bool]]) -> None:
        self.life = ExitStack()
        self.life.enter_context(transaction.atomic())
        self.life.callback(transaction.set_rollback, True)
        self.life.enter_context(acting(make.SYSTEM))
        self.settings.QUEUE_SCOPE = scope
        self.waiting: list[Application] = []
        self.uuids: list[object] = []
        self.reference = Reference(scope, {"kk": total, "ru": None})
        self.school = make.school(bin=BIN)
        make.limit(self.school, total=total)
        make.limit(self.school, total=None, language="ru")
        self.executor = make.executor(self.school)
        self.director = make.director(self.school, who=make.person(iin=IIN))
        self.street = make.served_street(self.school)
        for arrival in first:
            self.arrive_as(*arrival)

    @rule(arrival=arrivals)
    def arrive(self, arrival: tuple[str, bool]) -> None:
        self.arrive_as(*arrival)
        steps["arrive"] += 1

    @rule(pick=whose)
    def accept(self, pick: int) -> None:
        self.decide("accept", pick, lambda one: services.accept(uuid=one, by=self.executor, now=clock.now()))

    @rule(pick=whose)
    def refuse(self, pick: int) -> None:
        def press(one):
            return services.refuse(uuid=one, reason="classes_full", by=self.executor, now=clock.now())

        self.decide("refuse", pick, press)

    @rule(pick=whose)
    def send_back(self, pick: int) -> None:
        def press(one):
            return services.return_for_rework(uuid=one, comment="Ещё раз", by=self.director, now=clock.now())

        self.compare("send_back", self.number(pick), press)

    @rule(pick=whose)
    def sign(self, pick: int) -> None:
        self.compare("sign", self.number(pick), lambda one: self.sign_by_telephone(self, shown(one))())

    @rule(pick=whose)
    def withdraw(self, pick: int) -> None:
        def press(one):
            family = Actor.parent(shown(one).applicant_id)
            return services.withdraw(uuid=one, by=family, now=clock.now())

        self.compare("withdraw", self.number(pick), press)

    @rule(total=strategies.integers(1, 6))
    def change_the_seats(self, total: int) -> None:
        told = limits.Told(total, class_count=1)
        version = ClassLimit.objects.get(school=self.school, language="kk").version
        key = {"school_year": make.YEAR, "language": "kk", "version": version}
        refusal = code_of(lambda: limits.change_limit(**key, told=told, by=self.director, now=clock.now()))
        assert refusal == self.reference.change_total("kk", total)
        steps["change the seats"] += 1

    @rule(pick=whose)
    def ask_why(self, pick: int) -> None:
        number = self.number(pick)
        one = shown(self.uuids[number - 1])
        with acting(self.executor, read_only=True):
            answer = policies.explain(one, self.executor)
            place = line.place_of(one)
        order = self.reference.refuse_reason(number)
        assert code_of_refusal(answer.refuse.refusal) == order
        assert code_of_refusal(answer.accept.refusal) == (order or self.reference.seat_reason(number))
        assert place == self.reference.place(number)
        steps["ask why"] += 1

    @invariant()
    def they_stand_alike(self) -> None:
        if not hasattr(self, "reference"):
            return
        rows = Application.objects.filter(school=self.school).exclude(number=None).in_order()
        there = list(rows.values_list("number", "language", "status", "decision", "round"))
        assert there == [
            (number, one.language, one.status, one.decision, one.round)
            for number, one in enumerate(self.reference.sent, start=1)
        ]
        seats = ClassLimit.objects.filter(school=self.school).values_list(
            "language", "total", "used", "outside_used"
        )
        assert {language: rest for language, *rest in seats} == {
            language: [total, self.reference.used(language), self.reference.used(language, outside=True)]
            for language, total in self.reference.total.items()
        }
        queue = Queue.objects.filter(school=self.school).first()
        if queue is not None:
            statuses = Counter(one.status for one in self.reference.sent)
            assert (queue.last_number, queue.on_review) == (len(there), statuses["on_review"])

    def arrive_as(self, language: str, in_zone: bool) -> None:
        if not self.waiting:
            self.waiting = drafts([self.school], BATCH, self.campaign)
        draft = self.waiting.pop()
        street = self.street if in_zone else ""
        rows = Application.objects.filter(pk=draft.pk)
        rows.update(language=language, street_id=street, building_rca="")
        assert send(draft).number == self.reference.arrive(language, in_zone=in_zone)
        self.uuids.append(draft.uuid)

    def number(self, pick: int) -> int:
        """The head of the line, the first that waits for the signature, or any."""
        wanted = {HEAD: "on_review", FIRST_TO_SIGN: "on_signing"}.get(pick)
        found = (number for number, one in enumerate(self.reference.sent, start=1) if one.status == wanted)
        return next(found, pick % len(self.reference.sent) + 1)

    def decide(self, name: str, pick: int, press: Callable[[object], Application]) -> None:
        decided = self.compare(name, self.number(pick), press)
        if decided is not None:
            issue(decided)

    def compare(self, name: str, number: int, press: Callable[[object], Application]) -> Application | None:
        done: list[Application] = []
        refusal = code_of(lambda: done.append(press(self.uuids[number - 1])))
        assert refusal == getattr(self.reference, name)(number)
        steps[f"{name}: {refusal or 'done'}"] += 1
        return done[0] if done else None


def shown(uuid: object) -> Application:
    return Application.objects.for_list().get(uuid=uuid)


def code_of(press: Callable[[], object]) -> str | None:
    try:
        press()
    except DomainError as refusal:
        return refusal.code
    return None


def code_of_refusal(refusal: DomainError | None) -> str | None:
    return refusal.code if refusal else None


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_authority(tmp_path_factory)


@pytest.mark.django_db
@pytest.mark.rule("R105", "R106", "R108", "R127", "R128", "R137", "R159", "R185")
def test_the_portal_and_the_reference_do_not_differ(settings, authority):
    settings.SIGNATURE_TRUST_ROOTS_DIR = str(authority / "trust")
    now = clock.now()
    Portal.settings = settings
    Portal.campaign = make.campaign(opens_at=now - A_MONTH, closes_at=now + A_MONTH)
    Portal.sign_by_telephone = staticmethod(signing_with(authority))
    steps.clear()

    while steps.total() < times(30_000):
        lead_lives(max(1, (times(30_000) - steps.total()) // STEPS_OF_A_LIFE))

    print(f"\n{steps.total()} steps, no difference: {dict(steps.most_common())}")


def lead_lives(count: int) -> None:
    settings = hypothesis_settings(
        max_examples=count,
        stateful_step_count=STEPS_OF_A_LIFE,
        deadline=None,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(Portal, settings=settings)
    except FlakyStrategyDefinition as lost:
        # Rarely the generator disagrees with its own record of earlier lives although none of them failed;
        # the steps led until then count, the rest is drawn anew. What a life raised stands beneath.
        if lost.__context__ is not None:
            raise
