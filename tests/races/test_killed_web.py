"""One press of «Отправить», repeated from everywhere while a web process dies: one number, one answer."""

import itertools
import threading
import time
from collections import Counter
from uuid import uuid4

import httpx
import pytest
from django.db import connection

from admissions.models import Application, Queue, Submission
from oqu.core import clock
from oqu.core.acting import acting
from staff import sessions
from staff.services import issue_token
from tests import factories as make
from tests.races.racing import Rivals, leave, times
from tests.races.web import WebProcess, web_process

pytestmark = [pytest.mark.enable_socket]

CLIENTS = 16
PATIENCE = 60


class Family:
    """Presses the button of the page, or lets a program press it, and does so again until there is an answer."""

    def __init__(self, draft: Application, client: object) -> None:
        self._draft, self._key = draft, uuid4()
        client.force_login(draft.applicant, backend="staff.backends.EgovBackend")
        session = client.session
        session[sessions.ROLE] = "parent"
        session.save()
        token = issue_token(person=draft.applicant, membership=None, now=clock.now())
        self._api = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(self._key)}
        self._cookies = {"oqu_sid": session.session_key, "oqu_csrf": "a" * 32}
        self.lost: Counter[str] = Counter()

    def press(self, place: int, webs: list[WebProcess]) -> str:
        send = self._by_program if place % 2 else self._by_page
        for web in itertools.islice(itertools.cycle(webs), place % 2, None):
            try:
                return send(web.url)
            except httpx.TransportError:
                self.lost[web.name] += 1
        raise AssertionError

    def _by_page(self, url: str) -> str:
        form = {"csrfmiddlewaretoken": "a" * 32, "key": str(self._key), "agreed": "on"}
        answer = httpx.post(
            f"{url}/my/{self._draft.uuid}/check/", data=form, cookies=self._cookies, timeout=PATIENCE
        )
        return f"{answer.status_code} {answer.headers.get('Location', answer.text)}"

    def _by_program(self, url: str) -> str:
        address = f"{url}/api/v1/applications/{self._draft.uuid}/submit/"
        answer = httpx.post(address, headers=self._api, timeout=PATIENCE)
        return f"{answer.status_code} {answer.text}"


@pytest.mark.rule("R105")
def test_the_process_that_had_the_press_in_its_hands_dies(campaign, client):
    """Nobody's number is given while the line is held: so the press is under way when its process dies."""
    school = make.school()
    make.submitted(school, moment=clock.now())
    draft = make.draft(school)
    family, places = Family(draft, client), range(1, times(200))

    with web_process("web-one") as one, web_process("web-two") as two, Rivals(CLIENTS) as clients:
        heap, hand, answers = iter(places), threading.Lock(), []

        def press_all() -> None:
            while True:
                with hand:
                    place = next(heap, None)
                if place is None:
                    return
                answers.append(family.press(place, [one, two]))

        def press_first() -> None:
            answers.append(family.press(0, [one, two]))
            leave()

        first = threading.Thread(target=press_first)
        everybody = threading.Thread(target=lambda: clients.race([press_all] * CLIENTS))
        with acting(make.SYSTEM):
            Queue.objects.select_for_update().get(school=school)
            first.start()
            wait_for_a_waiting(one)
            everybody.start()
            wait_for_a_waiting(two)
            one.kill()
        first.join()
        everybody.join()

    assert family.lost["web-one"] > 0
    assert len(answers) == len(places) + 1
    assert sorted(Counter(answer.partition(" ")[0] for answer in answers)) == ["200", "302"]
    assert len(set(answers)) == 2, "the page's answer and the program's"
    with acting(make.SYSTEM, read_only=True):
        assert Application.objects.get(pk=draft.pk).number == 2
        assert Queue.objects.get(school=school).last_number == 2
        assert Submission.objects.filter(application=draft).count() == 1
    print(
        f"\n{len(answers)} presses of one key, {family.lost['web-one']} of them cut off: 1 number, 1 answer"
    )


def wait_for_a_waiting(web: WebProcess) -> None:
    """Until a request of this process stands before a lock."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = %s AND wait_event_type = 'Lock'",
                [web.name],
            )
            if cursor.fetchone()[0]:
                return
    message = f"nobody waits in {web.name}"
    raise AssertionError(message)
