"""A parent's way by the REST interface: draft, papers, number."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection
from rest_framework.test import APIClient

from admissions.models import Application
from admissions.states import Status
from oqu import world
from oqu.core import clock
from oqu.core.acting import acting
from staff.services import issue_token
from staff.states import Role
from tests import factories
from tests.api.conftest import token_of

PARENT = next(human for human in world.people() if human.iin == world.PARENTS[0])
CHILD = next(human for human in world.people() if PARENT.iin in human.parent_iins)


@pytest.fixture
def school(at_noon):
    found = factories.school("032", region_kato=world.SETTLEMENT.region_kato, offers_transport=True)
    factories.campaign(region_kato=world.SETTLEMENT.region_kato)
    factories.limit(found)
    return found


def asked(**changes) -> dict[str, object]:
    return {
        "child_iin": CHILD.iin,
        "school": "032",
        "language": "kk",
        "transport": True,
        "special_needs": False,
        "phone": "8 707 555 01 01",
        **changes,
    }


@pytest.mark.django_db
class TestDraft:
    @pytest.fixture
    def parent(self, school, sandbox):
        return token_of(factories.person(iin=PARENT.iin, last_name=PARENT.last_name))

    def test_is_made_of_what_the_register_knows(self, parent):
        answer = parent.post("/api/v1/applications/", asked(), format="json")

        draft = answer.json()
        assert answer.status_code == 201
        assert (draft["status"], draft["number"], draft["reference"]) == ("draft", None, "")
        assert draft["child_last_name"] == CHILD.last_name
        assert draft["applicant_phone"] == "+77075550101"
        assert draft["transport"] == "pending"
        assert not any(answer["allowed"] for answer in draft["may"].values())

    def test_of_the_same_child_is_brought_up_to_date(self, parent):
        first = parent.post("/api/v1/applications/", asked(), format="json").json()
        second = parent.post("/api/v1/applications/", asked(transport=False), format="json").json()

        assert second["uuid"] == first["uuid"]
        assert second["transport"] == "not_requested"
        assert len(parent.get("/api/v1/applications/").json()["results"]) == 1

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"child_iin": "950601500018"}, "child_iin"),
            ({"phone": "+7 916 123-45-67"}, "phone"),
            ({"phone": "call me"}, "phone"),
            ({"language": "fr"}, "language"),
            ({"school": "none"}, "school"),
        ],
    )
    def test_names_the_field_that_is_wrong(self, parent, wrong, field):
        answer = parent.post("/api/v1/applications/", asked(**wrong), format="json")

        assert (answer.status_code, answer.json()["code"]) == (400, "core.invalid_input")
        assert list(answer.json()["context"]["errors"]) == [field]

    def test_of_somebody_elses_child_is_refused(self, parent):
        stranger = next(
            human for human in world.people() if human.parent_iins and PARENT.iin not in human.parent_iins
        )

        answer = parent.post("/api/v1/applications/", asked(child_iin=stranger.iin), format="json")

        assert (answer.status_code, answer.json()["code"]) == (403, "admissions.not_your_child")

    def test_without_the_register_nothing_is_made(self, parent, sandbox):
        with sandbox.fault("population", "down"):
            answer = parent.post("/api/v1/applications/", asked(), format="json")

        assert (answer.status_code, answer.json()["code"]) == (503, "population.unavailable")
        assert parent.get("/api/v1/applications/").json()["results"] == []

    def test_is_not_for_the_school(self, school):
        executor = token_of(factories.member(school, Role.EXECUTOR))

        answer = executor.post("/api/v1/applications/", asked(), format="json")

        assert (answer.status_code, answer.json()["code"]) == (403, "core.forbidden")


@pytest.mark.django_db
class TestPapers:
    def test_replace_the_one_of_their_kind(self, school):
        draft = factories.draft(school, documents=False)
        parent = token_of(draft.applicant)
        url = f"/api/v1/applications/{draft.uuid}/documents/"

        for _ in range(2):
            answer = parent.post(url, {"kind": "photo_3x4", "file": factories.picture()}, format="multipart")
            assert (answer.status_code, answer.json()["file_name"]) == (201, "Кұжат 1.jpg")

        card = parent.get(f"/api/v1/applications/{draft.uuid}/").json()
        assert [paper["kind"] for paper in card["documents"]] == ["photo_3x4"]

    @pytest.mark.parametrize(
        ("content", "code"), [(b"", "admissions.file_empty"), (b"MZ not a picture", "admissions.file_type")]
    )
    def test_are_refused_with_a_reason(self, school, content, code):
        draft = factories.draft(school, documents=False)
        file = factories.picture()
        file.file.seek(0)
        file.file.truncate()
        file.file.write(content)
        file.file.seek(0)

        answer = token_of(draft.applicant).post(
            f"/api/v1/applications/{draft.uuid}/documents/",
            {"kind": "photo_3x4", "file": file},
            format="multipart",
        )

        assert (answer.status_code, answer.json()["code"]) == (400, code)

    def test_of_another_parent_have_no_draft_to_go_to(self, school):
        draft = factories.draft(school)

        answer = token_of(factories.person()).post(
            f"/api/v1/applications/{draft.uuid}/documents/",
            {"kind": "photo_3x4", "file": factories.picture()},
            format="multipart",
        )

        assert (answer.status_code, answer.json()["code"]) == (404, "core.not_found")


@pytest.mark.django_db
class TestSubmit:
    def send(self, parent, draft, key=None):
        return parent.post(
            f"/api/v1/applications/{draft.uuid}/submit/", headers={"Idempotency-Key": str(key or uuid4())}
        )

    @pytest.mark.rule("R155")
    def test_takes_the_next_number_of_the_school(self, school):
        factories.submitted(school)
        draft = factories.draft(school)

        answer = self.send(token_of(draft.applicant), draft)

        assert answer.status_code == 200
        assert answer.json() == {
            "uuid": str(draft.uuid),
            "reference": "2026-032-2",
            "number": 2,
            "status": "on_review",
            "received_at": "2026-05-12T12:19:12+05:00",
            "due_at": "2026-05-13T12:19:12+05:00",
        }

    def test_again_with_the_same_key_gives_the_same_number(self, school):
        draft, key = factories.draft(school), uuid4()
        parent = token_of(draft.applicant)

        first, second = self.send(parent, draft, key), self.send(parent, draft, key)

        assert first.json() == second.json()

    def test_again_with_another_key_gives_the_same_number_too(self, school):
        draft = factories.draft(school)
        parent = token_of(draft.applicant)

        assert self.send(parent, draft).json() == self.send(parent, draft).json()

    def test_key_of_another_application_is_refused(self, school):
        parent, key = factories.person(), uuid4()
        first, second = factories.draft(school, by=parent), factories.draft(school, by=parent)
        self.send(token_of(parent), first, key)

        answer = self.send(token_of(parent), second, key)

        assert (answer.status_code, answer.json()["code"]) == (422, "admissions.key_reused")
        assert factories.status_of(second) == Status.DRAFT

    @pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "1"}])
    def test_needs_a_key(self, school, headers):
        draft = factories.draft(school)

        answer = token_of(draft.applicant).post(f"/api/v1/applications/{draft.uuid}/submit/", headers=headers)

        assert (answer.status_code, answer.json()["code"]) == (400, "core.invalid_input")
        assert list(answer.json()["context"]["errors"]) == ["Idempotency-Key"]

    def test_of_an_incomplete_draft_names_what_is_missing(self, school):
        draft = factories.draft(school, documents=False)

        answer = self.send(token_of(draft.applicant), draft)

        assert (answer.status_code, answer.json()["code"]) == (400, "admissions.draft_incomplete")
        assert answer.json()["context"]["missing"] == ["photo_3x4", "form_065u", "form_052_2u"]

    @pytest.mark.rule("R176")
    def test_of_a_child_who_has_a_live_application_is_refused(self, school):
        sent = factories.submitted(school)
        again = factories.draft(factories.school("033"), child_iin=sent.child_iin)

        answer = self.send(token_of(again.applicant), again)

        assert (answer.status_code, answer.json()["code"]) == (409, "admissions.child_already_applied")

    @pytest.mark.rule("R176")
    def test_of_the_second_parent_is_answered_with_the_firsts_number(self, school):
        first, second = factories.couple(school)
        sent = self.send(token_of(first.applicant), first).json()

        answer = self.send(token_of(second.applicant), second)

        assert (answer.status_code, answer.json()) == (200, sent)

    @pytest.mark.rule("R156")
    def test_of_another_parents_draft_is_not_found(self, school):
        draft = factories.draft(school)

        answer = self.send(token_of(factories.person()), draft)

        assert (answer.status_code, answer.json()["code"]) == (404, "core.not_found")


@pytest.mark.django_db(transaction=True)
class TestRace:
    """Twenty presses in the same instant, each on a connection of its own."""

    PRESSES = 20

    @pytest.mark.parametrize("one_key", [True, False], ids=["one key", "a key each"])
    def test_of_twenty_presses_ends_with_one_number(self, one_key):
        present = clock.now()  # a stopped clock stands still in one thread only
        factories.campaign(opens_at=present - dt.timedelta(days=1), closes_at=present + dt.timedelta(days=1))
        draft, key = factories.draft(factories.school()), uuid4()
        token = f"Bearer {issue_token(person=draft.applicant, membership=None, now=present)}"

        def press(_: int) -> tuple[int, dict[str, object]]:
            try:
                answer = APIClient().post(
                    f"/api/v1/applications/{draft.uuid}/submit/",
                    headers={"Idempotency-Key": str(key if one_key else uuid4()), "Authorization": token},
                )
                return answer.status_code, answer.json()
            finally:
                connection.close()

        with ThreadPoolExecutor(self.PRESSES) as pool:
            answers = list(pool.map(press, range(self.PRESSES)))

        assert {status for status, _ in answers} == {200}
        assert {body["number"] for _, body in answers} == {1}
        with acting(factories.SYSTEM):
            assert Application.objects.get().queue.last_number == 1
