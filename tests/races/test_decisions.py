"""
Two people press in the same instant, each on the page that both had open: exactly one wins, the other is
told what became of it, and status, seats and journal are the winner's.
"""

import threading
from collections import Counter

import pytest

from admissions import errors
from admissions.models import Application, JournalEntry
from limits.models import ClassLimit
from oqu.core.acting import acting
from tests import factories as make
from tests.integrations.signature.scenes import BIN, IIN
from tests.races import presses
from tests.races.lines import Line
from tests.races.racing import Job, Rivals, arriving_together, times, unlocked

ROUNDS = times(200)
CONTROL_ROUNDS = 3
TOLD = (errors.AlreadyProcessed, errors.PageIsStale)

ON_REVIEW = [("accept", "refuse"), ("accept", "withdraw"), ("refuse", "withdraw"), ("accept", "accept")]
ON_SIGNING = [("send_back", "withdraw"), ("sign", "withdraw"), ("sign", "send_back")]


@pytest.fixture
def press(sign):
    """The presses by name."""
    return {"sign": sign} | {
        name: getattr(presses, name) for name in ("accept", "refuse", "send_back", "withdraw")
    }


@pytest.fixture
def line_before(campaign):
    """A line in which everything can still be pressed that the pair wants to press."""

    def line(pair: tuple[str, str], size: int) -> Line:
        made = Line(campaign, size, school=make.school(bin=BIN), head=make.person(iin=IIN))
        if pair in ON_SIGNING:
            made.propose_all()
            made.issue_all()
        return made

    return line


def has_one_winner(answers: list[object]) -> bool:
    winners = [answer for answer in answers if isinstance(answer, Application)]
    return len(winners) == 1 and all(isinstance(answer, TOLD) for answer in answers if answer not in winners)


@pytest.mark.rule("R159", "R161")
@pytest.mark.parametrize("pair", [*ON_REVIEW, *ON_SIGNING], ids="-".join)
def test_exactly_one_wins(pair, press, line_before):
    line = line_before(pair, ROUNDS)
    before = journal_of(line)
    won: Counter[str] = Counter()

    with Rivals(2) as rivals:
        for turn, application in enumerate(line.applications):
            names = pair if turn % 2 else pair[::-1]
            meeting = threading.Barrier(2)
            answers = rivals.race([at_the_lock(press[name](line, application), meeting) for name in names])

            assert has_one_winner(answers), answers
            won.update(
                name for name, answer in zip(names, answers, strict=True) if isinstance(answer, Application)
            )

    assert journal_of(line) == before + ROUNDS
    assert seats_taken(line) == seats_held(line)
    print(f"\n{' × '.join(pair)}, {ROUNDS} rounds: {dict(won)}")


@pytest.mark.control
@pytest.mark.parametrize("pair", [*ON_REVIEW, *ON_SIGNING], ids="-".join)
def test_without_the_lock_they_do_not(pair, press, line_before):
    line = line_before(pair, CONTROL_ROUNDS)
    broken = 0

    with Rivals(2) as rivals:
        for application in line.applications:
            meeting = threading.Barrier(2)
            answers = rivals.race([without_lock(press[name](line, application), meeting) for name in pair])
            broken += not has_one_winner(answers)

    assert broken == CONTROL_ROUNDS


def at_the_lock(job: Job, meeting: threading.Barrier) -> Job:
    """A signature is verified before it locks anything; so that it has a chance, the others wait for it."""

    def contested_job() -> object:
        with arriving_together(meeting):
            return job()

    return contested_job


def without_lock(job: Job, meeting: threading.Barrier) -> Job:
    def unlocked_job() -> object:
        with unlocked(until_all_have_read=meeting, table="admissions_application"):
            return job()

    return unlocked_job


def journal_of(line: Line) -> int:
    with acting(make.SYSTEM, read_only=True):
        return JournalEntry.objects.filter(school=line.school, application__isnull=False).count()


def seats_taken(line: Line) -> tuple[int, int]:
    limit = ClassLimit.objects.get(school=line.school)
    return limit.used, limit.outside_used


def seats_held(line: Line) -> tuple[int, int]:
    with acting(make.SYSTEM, read_only=True):
        held = sum(one.holds_seat for one in Application.objects.filter(school=line.school))
    return held, held
