"""Two beats are started, one ticks; when it dies the other takes over."""

import pytest
from celery import Celery
from django.db import OperationalError, connection

from oqu.core.advisory import alone
from oqu.outbox.beat import STANDBY_SECONDS, Leadership, OnlyOneBeat

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def beats(tmp_path):
    made = []
    for name in ("first", "second"):
        app = Celery(name, set_as_current=False)
        app.conf.update(broker_url="memory://", beat_schedule={}, beat_max_loop_interval=1)
        made.append(OnlyOneBeat(app=app, schedule_filename=str(tmp_path / name), max_interval=1))
    yield made
    for beat in made:
        beat.close()


def test_only_one_of_two_ticks(beats):
    first, second = beats

    assert first.tick() < STANDBY_SECONDS
    assert second.tick() == STANDBY_SECONDS
    assert first.tick() < STANDBY_SECONDS


def test_the_other_takes_over(beats):
    first, second = beats
    first.tick()

    first.close()

    assert second.tick() < STANDBY_SECONDS


def test_a_lost_connection_ends_it_and_it_is_asked_for_again():
    first, second = Leadership(), Leadership()
    assert first.has()

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
        )

    assert not first.has()
    assert second.has()
    assert not first.has()
    second.give_up()
    assert first.has()
    first.give_up()


def test_without_a_database_it_stands_by(monkeypatch):
    leadership = Leadership()

    def refuse(alias):
        raise OperationalError

    monkeypatch.setattr("oqu.outbox.beat.connections.create_connection", refuse)

    assert not leadership.has()


def test_a_periodic_job_has_its_work_to_itself(django_db_blocker):
    from django.db import transaction

    other = Leadership()  # any other connection
    with transaction.atomic():
        assert alone(710_565)
        assert not other.has()
    assert other.has()
    with transaction.atomic():
        assert not alone(710_565)
    other.give_up()
