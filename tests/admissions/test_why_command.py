import io
import json

import pytest
from django.core.management import CommandError, call_command

from oqu.core import clock
from staff.states import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day_of_arrival():
    with clock.stopped_at(factories.NOW):
        yield


@pytest.fixture
def school():
    return factories.school("032")


def why(*arguments: str) -> dict:
    out = io.StringIO()
    call_command("why", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_head_of_the_line_from_outside_may_be_accepted_and_says_by_which_seats(school):
    factories.limit(school, total=40)
    application = factories.submitted(school)

    answer = why(application.reference)

    assert answer["asked_as"] == "director"
    assert answer["may"]["accept"]["allowed"]
    assert answer["seats"] == {
        "total": 40, "used": 0, "inside_quota": 30, "inside_used": 0, "outside_quota": 10, "outside_used": 0,
        "outside_free": 10, "over": 0, "policy": "static_quarter/1",
    }  # fmt: skip
    assert answer["blocking"] is None
    assert answer["due_at"] == "2026-05-13T12:19:12+05:00"
    assert answer["may"]["sign"]["code"] == "admissions.already_processed"


@pytest.mark.rule("R105", "R106")
def test_later_one_is_told_what_blocks_it(school):
    earlier, later = factories.submitted(school), factories.submitted(school)

    answer = why(later.reference)

    assert answer["earlier_on_review"] == 1
    assert answer["may"]["accept"]["code"] == "admissions.order_violated"
    assert answer["may"]["refuse"]["context"]["blocking"] == earlier.reference
    assert answer["blocking"] == {
        "reference": earlier.reference, "number": 1, "received_at": "2026-05-12T12:19:12+05:00",
        "is_returned": False, "opened_at": None,
    }  # fmt: skip


@pytest.mark.rule("R127", "R182")
def test_outside_one_without_seats_is_told_the_numbers(school):
    factories.limit(school, total=3)

    answer = why(factories.submitted(school).reference)

    assert answer["may"]["accept"]["code"] == "limits.no_outside_seats"
    assert answer["may"]["accept"]["context"] == {"quota": 0, "used": 0}
    assert answer["may"]["refuse"]["allowed"]
    assert answer["seat"]["code"] == "limits.no_outside_seats"


@pytest.mark.rule("R130")
def test_answer_is_for_the_one_who_asks(school):
    application = factories.submitted(school)
    executor = factories.member(school, Role.EXECUTOR)

    answer = why(application.reference, "--as", executor.person.iin)

    assert answer["asked_as"] == "executor"
    assert answer["may"]["accept"]["allowed"]
    assert answer["may"]["sign"]["code"] == "core.forbidden"


def test_parent_sees_the_own_application_and_may_only_withdraw_it(school):
    application = factories.submitted(school)

    answer = why(application.reference, "--as", application.applicant.iin)

    assert answer["may"].pop("withdraw")["allowed"]
    assert {verb["code"] for verb in answer["may"].values()} == {"core.forbidden"}
    assert answer["rights"] == ["apply"]


def test_words_say_the_same():
    application = factories.submitted(factories.school("033"))
    out = io.StringIO()

    call_command("why", application.reference, stdout=out)

    assert "refuse: yes" in out.getvalue()
    assert "(admissions.already_processed)" in out.getvalue()


@pytest.mark.parametrize(
    "reference", ["2026-099-1", "2026-032-99", "nonsense", "2026-032-x", "²026-032-1", ""]
)
def test_unknown_reference_is_refused(school, reference):
    factories.submitted(school)

    with pytest.raises(CommandError):
        why(reference)


def test_stranger_sees_no_application(school):
    application = factories.submitted(school)

    with pytest.raises(CommandError, match="sees no such application"):
        why(application.reference, "--as", factories.person().iin)
