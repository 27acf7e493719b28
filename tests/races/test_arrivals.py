"""However many families press «Отправить» in the same instant: no number lost, doubled or out of order."""

import itertools
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection

from admissions import errors
from admissions.models import Application, JournalEntry, Queue, Submission
from oqu.core.acting import acting
from oqu.outbox.models import Parcel
from tests import factories as make
from tests.races.lines import drafts, on_paper, send
from tests.races.racing import CLIENTS, Rivals, at_once, leave, times, unlocked

WRITERS = 16
PAPER_AMONG = 3  # every third lies before a clerk of the school, on paper
PRESSED_TWICE = 12  # every twelfth family presses twice: what was seen of such openings elsewhere


@dataclass
class Observer:
    """
    Looks at all lines again and again, as executors do, and never at more than one moment at a time. A number
    that appears after a later one leaves a gap in what was seen before.
    """

    looks: int = 0
    out_of_order: list[tuple[int, int, int]] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        try:
            while not self.is_over.wait(0.002):
                self.look()
        finally:
            leave()

    def look(self) -> None:
        with acting(make.SYSTEM, read_only=True), connection.cursor() as cursor:
            cursor.execute(
                "SELECT queue_id, count(*), max(number) FROM admissions_application"
                " WHERE number IS NOT NULL GROUP BY queue_id"
            )
            self.out_of_order += [row for row in cursor.fetchall() if row[1] != row[2]]
        self.looks += 1

    def __enter__(self) -> "Observer":
        self._thread = threading.Thread(target=self.watch)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.is_over.set()
        self._thread.join()


def send_all(waiting: list[Application]) -> list[object]:
    """Sixteen writers take from one heap; the answers and refusals of all presses."""
    presses = [(draft, uuid4()) for draft in waiting]
    presses += presses[::PRESSED_TWICE]
    presses.sort(key=lambda press: str(press[0].uuid))  # a second press falls beside the first
    heap = iter(presses)
    hand = threading.Lock()

    def write() -> list[object]:
        answers: list[object] = []
        while True:
            with hand:
                press = next(heap, None)
            if press is None:
                return answers
            try:
                answers.append(send(*press))
            except (errors.DomainError, IntegrityError) as refusal:
                answers.append(refusal)

    with Rivals(WRITERS) as writers:
        return list(itertools.chain.from_iterable(writers.race([write] * WRITERS)))


@pytest.mark.rule("R49", "R105")
@pytest.mark.parametrize("schools", [1, 50])
def test_nothing_is_lost_doubled_or_out_of_order(campaign, schools):
    at = [make.school() for _ in range(schools)]
    for school in at:
        make.limit(school)
    waiting = drafts(at, times(20_000), campaign)
    on_paper(waiting[::PAPER_AMONG])

    began = time.monotonic()
    with Observer() as observer:
        answers = send_all(waiting)
    took = time.monotonic() - began

    assert [answer for answer in answers if not isinstance(answer, Application)] == []
    assert observer.looks > 10
    assert observer.out_of_order == []
    with acting(make.SYSTEM, read_only=True):
        rows = list(
            Application.objects.in_order().values_list("queue_id", "number", "received_at", "applicant_id")
        )
        numbers = Counter(queue for queue, *_ in rows)
        assert len(rows) == len({parent for *_, parent in rows}) == len(waiting)
        assert [number for _, number, *_ in rows] == [
            number for queue in sorted(numbers) for number in range(1, numbers[queue] + 1)
        ]
        for _, line in itertools.groupby(rows, key=lambda row: row[0]):
            moments = [moment for *_, moment, _ in line]
            assert moments == sorted(moments)
        assert Application.objects.filter(channel="manual", number__gte=1).count() == len(
            waiting[::PAPER_AMONG]
        )
        assert dict(Queue.objects.values_list("pk", "last_number")) == numbers
        for trace in (
            Submission.objects.all(),
            JournalEntry.objects.filter(event="arrived"),
            Parcel.objects.filter(kind="tell_arrived"),
        ):
            assert trace.count() == len(waiting)
    print(
        f"\n{len(waiting)} submissions, {WRITERS} writers, {schools} schools: {len(waiting) / took:.0f} a second, "
        f"0 lost, 0 doubled, 0 out of order in {observer.looks} looks"
    )


@pytest.mark.control
def test_without_the_lock_numbers_collide(campaign):
    school = make.school()
    make.limit(school)
    waiting = drafts([school], 1 + CLIENTS, campaign)
    send(waiting.pop())  # the line is there, so that all read the same row
    meeting = threading.Barrier(CLIENTS)

    def send_unlocked(draft):
        with unlocked(until_all_have_read=meeting, table="admissions_queue"):
            return send(draft)

    answers = at_once([lambda draft=draft: send_unlocked(draft) for draft in waiting])

    lost = [str(answer) for answer in answers if isinstance(answer, IntegrityError)]
    assert len(lost) == CLIENTS - 1
    refused = ("admissions_application_one_number_per_queue", "no back-dating")
    assert all(any(reason in answer for reason in refused) for answer in lost)


def test_one_press_repeated_from_everywhere_gives_one_number():
    draft, key = make.draft(make.school()), uuid4()

    answers = at_once([lambda: send(draft, key)] * CLIENTS)

    assert {answer.number for answer in answers} == {1}
    assert Queue.objects.get().last_number == 1


def test_one_draft_sent_from_everywhere_with_different_keys_gives_one_number():
    draft = make.draft(make.school())

    answers = at_once([lambda: send(draft)] * CLIENTS)

    assert {answer.number for answer in answers} == {1}
    assert Queue.objects.get().last_number == 1


@pytest.mark.rule("R49", "R176")
def test_a_paper_and_a_form_for_one_child_in_the_same_instant():
    child = make.iin()
    drafts_of_one_child = [make.draft(make.school(), child_iin=child) for _ in range(2)]
    for _ in range(2):
        school = make.school()
        drafts_of_one_child.append(make.paper_draft(school, make.executor(school), child_iin=child))

    answers = at_once([lambda draft=draft: send(draft) for draft in drafts_of_one_child])

    assert sum(isinstance(answer, Application) for answer in answers) == 1
    assert sum(isinstance(answer, errors.ChildAlreadyApplied) for answer in answers) == 3
