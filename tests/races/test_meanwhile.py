"""Something happens exactly between reading a draft and sending it: told by stopping one press at one statement."""

from collections.abc import Callable
from contextlib import contextmanager

import pytest
from django.db import connection

from admissions import errors, services
from admissions.models import Queue
from admissions.states import DocumentKind, Status
from oqu.core import clock
from oqu.core.acting import Actor
from tests import factories as make
from tests.races.lines import send
from tests.races.racing import at_once

THE_DRAFT_IS_READ = "INSERT INTO admissions_submission"


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
