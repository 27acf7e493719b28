"""The school's side of the REST interface."""

import io
import json

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

from admissions.states import Status, Transport
from oqu.core.acting import acting
from staff.states import Role
from tests import factories
from tests.api.conftest import token_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def school():
    return factories.school("032", offers_transport=True)


@pytest.fixture
def executor(school) -> APIClient:
    return token_of(factories.member(school, Role.EXECUTOR))


def path(application, verb: str) -> str:
    return f"/api/v1/applications/{application.uuid}/{verb}/"


class TestQueue:
    @pytest.mark.rule("R93", "R105")
    def test_is_in_the_order_of_arrival(self, school, executor):
        sent = [factories.submitted(school) for _ in range(3)]

        answer = executor.get("/api/v1/queue/").json()

        assert [line["number"] for line in answer["results"]] == [1, 2, 3]
        assert answer["results"][0]["reference"] == sent[0].reference == "2026-032-1"
        assert answer["next"] is None

    def test_is_read_page_after_page(self, school, executor):
        for _ in range(3):
            factories.submitted(school)

        first = executor.get("/api/v1/queue/", {"limit": 2}).json()
        second = executor.get("/api/v1/queue/", {"limit": 2, "after": first["next"]}).json()

        assert [line["number"] for line in first["results"] + second["results"]] == [1, 2, 3]
        assert second["next"] is None

    def test_costs_the_same_for_many_rows(self, school, executor, same_query_count):
        factories.submitted(school)

        same_query_count(lambda: executor.get("/api/v1/queue/"), lambda: factories.submitted(school))

    @pytest.mark.parametrize("asked", [{"after": "x"}, {"limit": 0}, {"limit": 101}])
    def test_refuses_what_it_did_not_give(self, executor, asked):
        answer = executor.get("/api/v1/queue/", asked)

        assert (answer.status_code, answer.json()["code"]) == (400, "core.invalid_input")
        assert list(answer.json()["context"]["errors"]) == list(asked)

    @pytest.mark.rule("R156")
    def test_holds_nothing_of_another_school(self, executor):
        factories.submitted(factories.school("033"))

        assert executor.get("/api/v1/queue/").json()["results"] == []

    @pytest.mark.rule("R42")
    def test_is_closed_to_a_passport_officer_and_to_parents(self, school):
        officer = token_of(factories.member(school, Role.OSO_STAFF))
        parent = token_of(factories.person())

        for client in (officer, parent):
            answer = client.get("/api/v1/queue/")
            assert (answer.status_code, answer.json()["code"]) == (403, "core.forbidden")


class TestWithoutAToken:
    @pytest.mark.parametrize(
        "url",
        [
            "/api/v1/queue/",
            "/api/v1/applications/",
            "/api/v1/applications/00000000-0000-4000-8000-000000000000/",
        ],
    )
    def test_nothing_is_told(self, url):
        answer = APIClient().get(url)

        assert (answer.status_code, answer.json()["code"]) == (401, "core.not_authenticated")
        assert answer["WWW-Authenticate"] == "Bearer"

    def test_wrong_token_is_refused(self):
        answer = APIClient().get("/api/v1/queue/", HTTP_AUTHORIZATION="Bearer nonsense")

        assert (answer.status_code, answer.json()["code"]) == (401, "core.authentication_failed")

    @pytest.mark.rule("R174")
    def test_dismissed_employee_is_refused_at_once(self, school):
        membership = factories.member(school, Role.EXECUTOR)
        client = token_of(membership)
        membership.ends_on = factories.NOW.date().replace(day=11)
        with acting(factories.SYSTEM):
            membership.save()

        assert client.get("/api/v1/queue/").status_code == 401


class TestDeciding:
    @pytest.mark.rule("R122")
    def test_accepts_the_head_of_the_line(self, school, executor):
        application = factories.submitted(school)

        answer = executor.post(path(application, "accept"), {"version": application.version}, format="json")

        assert answer.status_code == 200
        assert (answer.json()["status"], answer.json()["decision"]) == ("on_signing", "accept")
        assert factories.status_of(application) == Status.ON_SIGNING

    @pytest.mark.rule("R106")
    def test_refuses_a_later_one_and_names_the_earlier(self, school, executor):
        earlier, later = factories.submitted(school), factories.submitted(school)

        answer = executor.post(path(later, "accept"), {}, format="json")

        assert answer.status_code == 409
        assert answer.json()["code"] == "admissions.order_violated"
        assert answer.json()["context"]["blocking"] == earlier.reference
        assert (
            answer.json()["message"]
            == "Нарушена очередность, есть более ранние заявки в статусе «На проверке»"
        )
        assert factories.status_of(later) == Status.ON_REVIEW

    @pytest.mark.rule("R127", "R183")
    def test_does_not_accept_from_outside_when_the_quarter_is_taken(self, school, executor):
        factories.limit(school, total=3)
        application = factories.submitted(school)

        answer = executor.post(path(application, "accept"), {}, format="json")

        assert (answer.status_code, answer.json()["code"]) == (409, "limits.no_outside_seats")
        assert answer.json()["context"] == {"quota": 0, "used": 0}

    @pytest.mark.rule("R184")
    def test_out_of_turn_is_told_of_the_order_before_the_seats(self, school, executor):
        factories.limit(school, total=3)
        factories.submitted(school)
        later = factories.submitted(school)

        answer = executor.post(path(later, "accept"), {}, format="json")

        assert answer.json()["code"] == "admissions.order_violated"

    @pytest.mark.rule("R140", "R141")
    def test_accepts_with_an_answer_about_transport_only(self, school, executor):
        application = factories.submitted(school, transport=Transport.PENDING)

        silent = executor.post(path(application, "accept"), {}, format="json")
        answered = executor.post(path(application, "accept"), {"transport": "declined"}, format="json")

        assert (silent.status_code, silent.json()["code"]) == (400, "admissions.transport_answer_required")
        assert (answered.status_code, answered.json()["transport"]) == (200, "declined")

    @pytest.mark.rule("R123", "R124")
    def test_refuses_for_one_of_seven_reasons(self, school, executor):
        application = factories.submitted(school)

        wrong = executor.post(path(application, "refuse"), {"reason": "bad mood"}, format="json")
        right = executor.post(path(application, "refuse"), {"reason": "classes_full"}, format="json")

        assert (wrong.status_code, wrong.json()["code"]) == (400, "admissions.reason_required")
        assert (right.status_code, right.json()["refusal_reason"]) == (200, "classes_full")
        assert right.json()["refusal_reason_text"] == "Переполненность класс-комплектов."

    @pytest.mark.rule("R161")
    def test_twice_is_told_that_it_was_done(self, school, executor):
        application = factories.submitted(school)
        executor.post(path(application, "accept"), {}, format="json")

        again = executor.post(path(application, "accept"), {}, format="json")

        assert (again.status_code, again.json()["code"]) == (409, "admissions.already_processed")

    def test_on_what_has_moved_on_is_refused(self, school, executor):
        application = factories.submitted(school)

        answer = executor.post(
            path(application, "accept"), {"version": application.version - 1}, format="json"
        )

        assert (answer.status_code, answer.json()["code"]) == (409, "admissions.page_is_stale")

    @pytest.mark.rule("R156")
    @pytest.mark.parametrize(("verb", "body"), [("accept", {}), ("refuse", {"reason": "classes_full"})])
    def test_of_another_school_does_not_exist(self, executor, verb, body):
        foreign = factories.submitted(factories.school("033"))

        answer = executor.post(path(foreign, verb), body, format="json")

        assert (answer.status_code, answer.json()["code"]) == (404, "core.not_found")

    def test_is_not_for_the_parent(self, school):
        application = factories.submitted(school)

        answer = token_of(application.applicant).post(path(application, "accept"), {}, format="json")

        assert (answer.status_code, answer.json()["code"]) == (403, "core.forbidden")


class TestCard:
    def test_says_what_may_be_done_and_why_not(self, school):
        factories.submitted(school)
        later = factories.submitted(school)
        director = token_of(factories.member(school, Role.DIRECTOR))

        card = director.get(f"/api/v1/applications/{later.uuid}/").json()

        assert card["may"]["accept"]["code"] == "admissions.order_violated"
        assert card["may"]["accept"]["context"]["number"] == 1
        assert not card["may"]["sign"]["allowed"]
        assert card["due_derivation"]["due_at"] == "2026-05-13T12:19:12+05:00"
        assert [paper["kind"] for paper in card["documents"]] == ["photo_3x4", "form_065u", "form_052_2u"]

    @pytest.mark.rule("R45", "R47")
    def test_of_a_draft_is_not_for_the_school(self, school):
        draft = factories.draft(school)
        director = token_of(factories.member(school, Role.DIRECTOR))

        assert director.get(f"/api/v1/applications/{draft.uuid}/").status_code == 404
        assert director.get("/api/v1/applications/").json()["results"] == []


class TestWhy:
    """The endpoint and the command give one answer; what stands in it is proved with the command."""

    @pytest.mark.rule("R105", "R182")
    def test_answers_as_the_command_does(self, school):
        factories.submitted(school)
        later = factories.submitted(school)
        executor = factories.member(school, Role.EXECUTOR)

        answer = token_of(executor).get(path(later, "why"), HTTP_ACCEPT_LANGUAGE="ru").json()

        out = io.StringIO()
        call_command("why", later.reference, "--as", executor.person.iin, "--json", stdout=out)
        assert answer == json.loads(out.getvalue())
        assert answer["blocking"]["number"] == 1

    def test_a_family_learns_its_place_and_what_it_may_do(self, school):
        factories.submitted(school)
        later = factories.submitted(school)

        answer = token_of(later.applicant).get(path(later, "why")).json()

        assert answer["earlier_on_review"] == 1
        assert answer["blocking"] is None
        assert answer["may"]["withdraw"]["allowed"]
