import io
import json

import pytest
from django.core.management import CommandError, call_command

from oqu.calendar.services import seed_calendar
from tests import factories
from tests.calendar.test_working_time import VECTORS

pytestmark = pytest.mark.django_db


def due_at(*arguments: str) -> dict:
    out = io.StringIO()
    call_command("due_at", *arguments, stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.rule("R98", "R99", "R100")
@pytest.mark.parametrize(("arrived", "starts", "due"), VECTORS)
def test_answers_the_vectors(arrived, starts, due):
    seed_calendar([2026], now=factories.NOW)

    answer = due_at(arrived)

    assert answer["received_at"] == f"{arrived}+05:00"
    assert (answer["starts_at"], answer["due_at"]) == (f"{starts}+05:00", f"{due}+05:00")
    assert list(answer) == ["received_at", "starts_at", "due_at", "derivation"]


def test_office_hours_are_those_of_the_school():
    factories.school("081", opens_at="08:00", closes_at="17:00")

    answer = due_at("2026-06-18T17:00", "--school", "081")

    assert answer["starts_at"] == "2026-06-19T08:00:00+05:00"


def test_offset_of_the_argument_counts():
    assert due_at("2026-06-18T07:30:00+00:00")["received_at"] == "2026-06-18T12:30:00+05:00"


@pytest.mark.parametrize(
    "arguments",
    [["yesterday"], ["2026-02-30T12:00"], ["9999-12-31T20:00"], ["2026-06-18T12:30", "--school", "none"]],
)
def test_bad_input_is_a_sentence_and_exit_status_2(arguments):
    with pytest.raises(CommandError) as refusal:
        due_at(*arguments)

    assert refusal.value.returncode == 2
    assert str(refusal.value).endswith(".")
