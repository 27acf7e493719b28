"""«Персонал»: who has come, who is silent for long, and who is left to process applications."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from oqu.core import clock
from oqu.core.acting import acting
from oqu.core.wording import long_moment
from oqu.world.named import EXECUTOR_32
from staff.models import Consent, Membership
from staff.states import AuthMethod, ConsentPurpose, ConsentState, Role
from tests import factories as make
from tests.admissions.school.pages import text
from tests.staff.test_sign_in_methods import come

pytestmark = pytest.mark.django_db

STAFF = reverse("staff:list")
ONLY = "Это единственный исполнитель школы"
NOBODY = "Исполнителя больше нет"


@pytest.fixture
def school():
    return make.school("032")


@pytest.fixture
def browser(browser_of, school) -> Client:
    return browser_of(make.member(school, Role.DIRECTOR))


def asked(school, state=ConsentState.SMS_SENT, **facts) -> Consent:
    facts.setdefault("created_at", clock.now())
    with acting(make.SYSTEM):
        return Consent.objects.create(
            iin=make.iin(), purpose=ConsentPurpose.STAFF, school=school, state=state, **facts
        )


class TestLastSignIn:
    def work(self, school, role=Role.EXECUTOR, person=None) -> Membership:
        return make.member(school, role, person or make.person(iin=EXECUTOR_32.iin))

    def stored(self, membership) -> tuple[dt.datetime | None, str]:
        with acting(make.SYSTEM):
            membership.refresh_from_db()
        return membership.last_sign_in_at, membership.last_sign_in_method

    def test_who_never_came(self, browser, school):
        self.work(school)

        assert "ещё не входил(а)" in text(browser.get(STAFF))

    def test_the_moment_and_the_way(self, client, browser, school, sandbox):
        membership = self.work(school)

        come(client, sandbox, EXECUTOR_32, "EDS_PERSON")

        moment, method = self.stored(membership)
        assert method == AuthMethod.EDS_PERSON
        assert " ".join(long_moment(moment).split()) in text(browser.get(STAFF))

    def test_a_way_that_egov_did_not_tell_is_kept_as_such(self, client, school, sandbox):
        membership = self.work(school)

        with sandbox.fault("egov_login", "no_auth_method"):
            come(client, sandbox, EXECUTOR_32, "QR")

        moment, method = self.stored(membership)
        assert moment
        assert method == ""

    def test_counts_for_the_cabinet_that_was_opened(self, client, school, sandbox):
        executor = self.work(school)
        officer = self.work(school, Role.OSO_STAFF, executor.person)

        come(client, sandbox, EXECUTOR_32, "EDS_PERSON")
        assert (self.stored(executor), self.stored(officer)) == ((None, ""), (None, ""))
        client.post(reverse("staff:switch-role"), {"role": str(officer.pk)})

        assert self.stored(executor) == (None, "")
        assert self.stored(officer)[1] == AuthMethod.EDS_PERSON

    def test_a_refused_way_is_no_sign_in(self, client, school, sandbox):
        membership = self.work(school)

        come(client, sandbox, EXECUTOR_32, "QR")

        assert self.stored(membership) == (None, "")

    def test_is_no_news_in_the_history(self, client, browser, school, sandbox):
        membership = self.work(school)
        come(client, sandbox, EXECUTOR_32, "EDS_PERSON")

        page = browser.get(reverse("staff:employee", args=[membership.person.uuid]))

        assert [event.what for event in page.context["history"]] == ["Назначена роль: Исполнитель"]


@pytest.mark.rule("R28")
def test_advice_whom_to_add(browser):
    assert "Добавляйте только тех сотрудников, которые будут работать с заявками" in text(browser.get(STAFF))


@pytest.mark.rule("R29")
def test_two_duties_two_roles(browser, school):
    person = make.member(school, Role.EXECUTOR).person

    form = browser.get(reverse("staff:employee", args=[person.uuid])).context["form"]

    assert {role for role, _ in form.fields["roles"].choices} == {Role.OSO_STAFF, Role.EXECUTOR}


class TestRequests:
    @pytest.mark.parametrize(("hours", "is_late"), [(23, False), (25, True)])
    def test_a_day_without_an_answer_is_said(self, browser, school, hours, is_late):
        asked(school, created_at=clock.now() - dt.timedelta(hours=hours))

        assert ("дольше суток" in text(browser.get(STAFF))) is is_late

    def test_an_answer_is_never_late(self, browser, school):
        asked(school, ConsentState.GRANTED, created_at=clock.now() - dt.timedelta(days=9))

        assert "дольше суток" not in text(browser.get(STAFF))

    @pytest.mark.parametrize(
        "state", [ConsentState.DECLINED, ConsentState.EXPIRED, ConsentState.REVOKED], ids=str
    )
    @pytest.mark.parametrize(("days", "is_shown"), [(29, True), (31, False)])
    def test_a_no_leaves_the_list_after_a_month(self, browser, school, state, days, is_shown):
        asked(school, state, answered_at=clock.now() - dt.timedelta(days=days))

        assert bool(browser.get(STAFF).context["candidates"]) is is_shown


class TestTheLastExecutor:
    """R27: the director can work alone, but should know."""

    @pytest.fixture
    def executor(self, school):
        return make.member(school, Role.EXECUTOR, position="secretary").person

    @pytest.mark.parametrize("page", ["employee", "dismiss"])
    def test_is_named_before_anything_is_pressed(self, browser, executor, page):
        assert ONLY in text(browser.get(reverse(f"staff:{page}", args=[executor.uuid])))

    @pytest.mark.rule("R27")
    def test_is_dismissed_all_the_same(self, browser, executor):
        answer = browser.post(reverse("staff:dismiss", args=[executor.uuid]), follow=True)

        assert NOBODY in text(answer)

    def test_loses_the_role(self, browser, executor):
        work = {"position": "secretary", "roles": ["oso"]}

        answer = browser.post(reverse("staff:employee", args=[executor.uuid]), work, follow=True)

        assert NOBODY in text(answer)

    def test_keeps_the_role(self, browser, executor):
        work = {"position": "psychologist", "roles": ["oso", "executor"]}

        answer = browser.post(reverse("staff:employee", args=[executor.uuid]), work, follow=True)

        assert NOBODY not in text(answer)

    def test_one_of_two_goes_quietly(self, browser, executor, school):
        make.member(school, Role.EXECUTOR)

        page = reverse("staff:dismiss", args=[executor.uuid])

        assert ONLY not in text(browser.get(page))
        assert NOBODY not in text(browser.post(page, follow=True))
