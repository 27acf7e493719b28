"""Two parents of one child press «Отправить» in the same instant: one application, two happy parents (D9)."""

import time

import pytest

from admissions import errors, services
from admissions.models import Application, JournalEntry, Queue, SecondParent
from oqu.core import clock
from oqu.core.acting import Actor, acting
from tests import factories as make
from tests.races.lines import send
from tests.races.racing import Rivals, at_once, times
from tests.races.unbound import without_index

ONE_LIVE = "admissions_application_one_live_per_child"

pytestmark = pytest.mark.rule("R176")


def sent() -> list[Application]:
    with acting(make.SYSTEM, read_only=True):
        return list(Application.objects.exclude(number=None).order_by("pk"))


def test_to_one_school_one_arrives_and_the_other_joins():
    school, rounds = make.school(), times(200)
    make.limit(school)

    began = time.monotonic()
    with Rivals(2) as parents:
        for round_ in range(1, rounds + 1):
            pair = make.couple(school)
            answers = parents.race([lambda draft=draft: send(draft) for draft in pair])

            assert [answer for answer in answers if not isinstance(answer, Application)] == []
            assert {(answer.pk, answer.number) for answer in answers} == {(answers[0].pk, round_)}
            assert answers[0].pk in {draft.pk for draft in pair}

    applications = sent()
    assert [each.number for each in applications] == list(range(1, rounds + 1))
    with acting(make.SYSTEM, read_only=True):
        assert Queue.objects.get().last_number == rounds
        assert JournalEntry.objects.filter(event="arrived").count() == rounds
        joined = SecondParent.objects.filter(application__in=applications, joined_at__isnull=False)
        assert joined.count() == rounds
        assert joined.filter(draft__number=None).count() == rounds
    print(f"\n{rounds} couples, {rounds} applications, 0 refused, {time.monotonic() - began:.0f} s")


def test_four_presses_of_two_parents():
    pair = make.couple(make.school())

    answers = at_once([lambda draft=draft: send(draft) for draft in pair * 2])

    assert {answer.pk for answer in answers} == {sent()[0].pk}


def test_to_two_schools_one_arrives_and_the_other_keeps_the_draft():
    pair = make.couple(make.school(), joins=make.school())

    answers = at_once([lambda draft=draft: send(draft) for draft in pair])

    assert sorted(type(answer).__name__ for answer in answers) == ["Application", "ChildAlreadyApplied"]
    assert len(sent()) == 1


def test_while_the_first_is_withdrawn_the_second_joins_it_or_arrives_instead():
    first, second = make.couple(make.school())
    send(first)

    def take_back():
        return services.withdraw(uuid=first.uuid, by=Actor.parent(first.applicant_id), now=clock.now())

    _, answer = at_once([take_back, lambda: send(second)])

    assert isinstance(answer, (Application, errors.ChildAlreadyApplied))
    live = [each for each in sent() if each.is_on_review]
    assert len(live) <= 1
    if isinstance(answer, Application) and answer.pk == second.pk:
        assert live == [second]


@pytest.mark.control
def test_without_the_index_a_child_has_two_applications():
    pair = make.couple(make.school())

    with without_index(ONE_LIVE):
        answers = at_once([lambda draft=draft: send(draft) for draft in pair])
        services.withdraw(uuid=pair[0].uuid, by=Actor.parent(pair[0].applicant_id), now=clock.now())

    assert {answer.number for answer in answers} == {1, 2}
