"""The way back from eGov, opened many times at the same moment with one state."""

import datetime as dt
import threading

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from oqu.core import clock
from oqu.core.acting import acting
from oqu.world.named import MOTHER
from staff import services
from staff.errors import SignInExpired
from staff.models import Person, SignInState
from staff.services._sign_in import use_state
from tests import factories as make
from tests.races.racing import CLIENTS, Rivals, at_once, times
from tests.staff.test_sign_in import local, to_egov

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 16


def signed_in() -> list[Session]:
    return [row for row in Session.objects.all() if "_auth_user_id" in row.get_decoded()]


def test_many_callbacks_with_one_state_open_one_session(sandbox):
    browser = Client()
    back = local(sandbox.sign_in(to_egov(browser), MOTHER.iin))
    cookie = browser.cookies["oqu_sid"].value

    def come() -> int:
        same = Client()
        same.cookies["oqu_sid"] = cookie
        return same.get(back).status_code

    answers = []
    with Rivals(THREADS) as rivals:
        for _ in range(0, max(THREADS, times(500)), THREADS):
            answers += rivals.race([come] * THREADS)

    assert sorted(answers) == [302] + [400] * (len(answers) - 1)
    [opened] = signed_in()
    assert opened.session_key != cookie
    with acting(make.SYSTEM):
        assert Person.objects.count() == 1


def test_a_state_is_used_once():
    state = services.start_sign_in(next_path="", now=clock.now())

    answers = at_once([lambda: use_state(state, now=clock.now())] * CLIENTS)

    assert answers.count("") == 1
    assert sum(isinstance(answer, SignInExpired) for answer in answers) == CLIENTS - 1


@pytest.mark.control
def test_control_looking_first_and_writing_then_uses_it_many_times():
    services.start_sign_in(next_path="", now=clock.now())
    looked = threading.Barrier(CLIENTS)

    def use() -> bool:
        with acting(make.SYSTEM):
            fresh = SignInState.objects.get(
                used_at=None, created_at__gt=clock.now() - dt.timedelta(minutes=10)
            )
            looked.wait(timeout=30)
            SignInState.objects.filter(pk=fresh.pk).update(used_at=clock.now())
            return True

    assert at_once([use] * CLIENTS).count(True) > 1
