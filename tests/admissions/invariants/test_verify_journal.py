"""Who hears of what the verification finds: the terminal, the log, the health page, the ministry."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from admissions import services, tasks
from admissions.invariants import Broken, Invariant
from admissions.invariants.base import rows_of
from admissions.models import Queue, Verification
from admissions.selectors import last_verification
from oqu.core.acting import acting
from tests import factories as make

pytestmark = pytest.mark.django_db

WRONG = Invariant("always_wrong", "Nothing is ever right.", lambda: Broken(3, ["2026-032-1: wrong"]))


@pytest.fixture
def alarm() -> Verification:
    return services.verify_journal(now=make.NOW, invariants=[WRONG])


class TestCommand:
    def test_says_what_holds_and_how_fast_it_was_asked(self):
        make.submitted(make.school())
        out = io.StringIO()

        call_command("verify_journal", stdout=out)

        assert "ok" in out.getvalue()
        assert "numbers_gapless: Numbers of a queue begin at 1" in out.getvalue()
        assert "rows/s" in out.getvalue()

    def test_ends_with_an_error_and_a_list_when_something_does_not_hold(self):
        make.submitted(make.school("032"))
        Queue.objects.update(accepted=7)
        out = io.StringIO()

        with pytest.raises(CommandError, match="1 of the invariants"):
            call_command("verify_journal", stdout=out)

        assert "BROKEN 1" in out.getvalue()
        assert "2026-032: the queue counts 1 on review, 0 on signing, 7 accepted" in out.getvalue()


class TestAlarm:
    def test_stands_in_the_log(self, caplog):
        services.verify_journal(now=make.NOW, invariants=[WRONG])

        assert "always_wrong does not hold for 3 rows" in caplog.text

    def test_degrades_the_health(self, alarm):
        answer = Client().get(reverse("health-ready")).json()

        assert (answer["status"], answer["journal"]) == ("degraded", False)

    @pytest.mark.parametrize("times", [0, 1])
    def test_is_none_before_the_first_night_and_after_a_clean_one(self, times):
        for _ in range(times):
            services.verify_journal(now=make.NOW)

        assert Client().get(reverse("health-ready")).json()["journal"]

    def test_greets_the_ministry_with_the_findings(self, alarm, officer):
        page = officer.get(reverse("admin:index")).content.decode()

        address = reverse("admin:admissions_verification_change", args=[alarm.pk])
        assert address in page
        assert "2026-032-1: wrong" in officer.get(address).content.decode()

    def test_is_over_when_a_later_night_finds_nothing(self, alarm, officer):
        later = services.verify_journal(now=make.NOW)

        page = officer.get(reverse("admin:index")).content.decode()

        assert reverse("admin:admissions_verification_change", args=[alarm.pk]) not in page
        assert (
            "—"
            in officer.get(reverse("admin:admissions_verification_change", args=[later.pk])).content.decode()
        )

    @pytest.fixture
    def officer(self, client):
        client.force_login(make.person(is_ministry=True), backend="staff.backends.EgovBackend")
        session = client.session
        session["role"] = "ministry"
        session.save()
        return client


def test_runs_by_night_as_the_worker():
    make.submitted(make.school())

    assert tasks.verify_journal() == 0
    assert last_verification().rows == 3  # the application, its arrival, its queue


def test_forgets_what_was_found_a_season_ago():
    services.verify_journal(now=make.NOW - dt.timedelta(days=91), invariants=[])
    services.verify_journal(now=make.NOW, invariants=[])

    assert Verification.objects.count() == 1


def test_shows_the_first_of_many():
    for _ in range(3):
        make.submitted()
    find = rows_of("application", "SELECT id, 'is there' FROM admissions_application")

    with acting(make.SYSTEM):
        broken = find()

    assert broken.count == 3
    assert broken.examples[0].endswith("is there")
