"""Something happens exactly between reading a draft and sending it: told by stopping one press at one statement."""

import datetime as dt
from collections.abc import Callable
from contextlib import contextmanager

import pytest
from django.db import connection

from admissions import errors, services
from admissions.models import Queue
from admissions.states import DocumentKind, Status
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.errors import Forbidden, NotFound
from staff.models import Membership
from tests import factories as make
from tests.integrations.signature.scenes import BIN, IIN
from tests.races.lines import Line, send
from tests.races.racing import at_once

THE_DRAFT_IS_READ = "INSERT INTO admissions_submission"
THE_LINE_IS_LOCKED = 'SELECT "admissions_queue"'


@contextmanager
def meanwhile(statement: str, press: Callable[[], object]):
    """Somebody else presses, and is done, just before this thread sends the statement for the first time."""
    waiting = [press]

    def look(execute, sql, params, many, context):
        if waiting and sql.startswith(statement):
            [answer] = at_once([waiting.pop()])
            assert not isinstance(answer, Exception), answer
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield
    assert not waiting


def family_of(draft):
    return Actor.parent(draft.applicant_id)


def take_a_paper_out(draft):
    services.remove_document(uuid=draft.uuid, kind=DocumentKind.PHOTO, by=family_of(draft))


def choose_another_school(draft):
    services.choose_school(uuid=draft.uuid, school=make.school(), by=family_of(draft), now=clock.now())


@pytest.mark.parametrize("change", [take_a_paper_out, choose_another_school])
def test_a_draft_changed_meanwhile_is_not_sent(change):
    draft = make.draft(make.school())

    with (
        meanwhile(THE_DRAFT_IS_READ, lambda: change(draft)),
        pytest.raises(errors.PageIsStale),
    ):
        send(draft)

    assert make.status_of(draft) == Status.DRAFT
    assert not Queue.objects.filter(last_number__gt=0).exists()


def test_a_draft_sent_meanwhile_has_the_number_it_got():
    draft = make.draft(make.school())

    with meanwhile(THE_DRAFT_IS_READ, lambda: send(draft)):
        assert send(draft).number == 1

    assert Queue.objects.get().last_number == 1


def test_the_first_two_of_a_school_make_one_line():
    school = make.school()
    first, second = make.draft(school), make.draft(school)

    with meanwhile('INSERT INTO "admissions_queue"', lambda: send(first)):
        assert send(second).number == 2

    assert Queue.objects.get().last_number == 2


@pytest.fixture
def line(campaign):
    """One decision that waits for its signature."""
    waiting = Line(campaign, 1, school=make.school(bin=BIN), head=make.person(iin=IIN))
    waiting.propose_all()
    waiting.issue_all()
    return waiting


@pytest.mark.rule("R46")
class TestWhileItIsSigned:
    def test_who_showed_a_new_code_signs_with_that_one(self, line, sign):
        [application] = line.applications
        answer = sign(line, application)

        def show_another():
            return services.open_session(uuid=application.uuid, by=line.director, now=clock.now())

        with meanwhile(THE_LINE_IS_LOCKED, show_another), pytest.raises(errors.SigningUsed):
            answer()

        assert make.status_of(application) == Status.ON_SIGNING

    def test_a_director_dismissed_meanwhile_signs_nothing(self, line, sign):
        [application] = line.applications
        answer = sign(line, application)
        with acting(make.SYSTEM):
            Membership.objects.filter(person=line.head).update(ends_on=clock.today() - dt.timedelta(days=1))

        with pytest.raises(Forbidden):
            answer()

        assert make.status_of(application) == Status.ON_SIGNING

    def test_on_the_computer_only_ones_own_page_is_signed(self, line):
        [application] = line.applications
        now = clock.now()
        session = services.open_session(uuid=application.uuid, by=line.director, now=now)

        with pytest.raises(NotFound):
            services.accept_signature(session.uuid, cms=b"", by=make.director(make.school()), now=now)
