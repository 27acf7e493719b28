"""Whoever opens a child's card or paper is named in the audit; who was refused has read nothing (R162)."""

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.urls import reverse

from admissions.models import Document, IssuedDocument
from oqu.audit.models import AuditEntry
from oqu.core.acting import acting
from staff import sessions
from staff.states import Role
from tests import factories as make
from tests.admissions.family.screens import body
from tests.admissions.school.pages import url
from tests.api.conftest import token_of

CARD = "admissions_application"
PAPER = "admissions_document"
ISSUED = "admissions_issueddocument"


def reads():
    with acting(make.SYSTEM):
        return list(AuditEntry.objects.filter(operation="READ").order_by("id"))


def paper_of(application) -> Document:
    with acting(make.SYSTEM):
        return application.documents.first()


@pytest.fixture
def opened(django_capture_on_commit_callbacks):
    """Open an address and give the rows that the reading left."""

    def opened(browser, address: str, status: int = 200):
        with django_capture_on_commit_callbacks(execute=True):
            answer = browser.get(address)
        if answer.streaming:
            body(answer)
        assert answer.status_code == status
        return answer, reads()

    return opened


@pytest.mark.rule("R162")
class TestPages:
    def test_the_card_names_person_role_and_request(self, executor, school, opened):
        application = make.submitted(school)

        answer, (row,) = opened(executor, url("card", application))

        assert (row.table, row.row, row.changed) == (CARD, str(application.pk), [])
        assert (row.scope, row.person_id, row.school_id, row.role) == (
            "school",
            executor.member.person_id,
            school.pk,
            Role.EXECUTOR,
        )
        assert row.request_id == answer["X-Request-ID"]

    @pytest.mark.rule("R172")
    def test_a_paper_of_the_child(self, director, school, opened):
        paper = paper_of(make.submitted(school))

        _, (row,) = opened(director, reverse("admissions:document", args=[paper.uuid]))

        assert (row.table, row.row, row.person_id) == (PAPER, str(paper.pk), director.member.person_id)

    def test_the_decision_as_pdf(self, director, school, opened):
        application = make.proposed(school)

        _, (row,) = opened(director, url("decision-pdf", application))

        with acting(make.SYSTEM):
            decision = IssuedDocument.objects.get(application=application)
        assert (row.table, row.row) == (ISSUED, str(decision.pk))

    def test_a_card_shown_again_with_a_refusal_is_a_reading_too(
        self, executor, school, django_capture_on_commit_callbacks
    ):
        first, second = make.submitted(school), make.submitted(school)

        with django_capture_on_commit_callbacks(execute=True):
            answer = executor.post(url("accept", second), {"version": second.version})

        assert answer.status_code == 422, first
        assert [row.row for row in reads()] == [str(second.pk)]

    def test_through_the_api(self, school, opened):
        application = make.submitted(school)
        clerk = make.member(school, Role.EXECUTOR)
        program = token_of(clerk)

        _, (row,) = opened(program, reverse("api:application", args=[application.uuid]))

        assert (row.table, row.person_id) == (CARD, clerk.person_id)

    def test_by_the_ministry(self, sign_in, opened):
        application = make.submitted()
        officer = make.person(is_ministry=True)
        browser = sign_in(person=officer)
        session = browser.session
        session[sessions.ROLE] = "ministry"
        session.save()

        _, (row,) = opened(browser, reverse("admin:admissions_application_change", args=[application.pk]))

        assert (row.scope, row.person_id, row.row) == ("ministry", officer.pk, str(application.pk))


@pytest.mark.rule("R162", "R172")
class TestNothingWasRead:
    def test_another_school_is_refused_without_a_row(self, stranger, school, opened):
        application = make.submitted(school)

        _, after_card = opened(stranger, url("card", application), 404)
        paper = reverse("admissions:document", args=[paper_of(application).uuid])
        _, after_paper = opened(stranger, paper, 404)

        assert after_card == after_paper == []

    def test_oso_is_refused_without_a_row(self, oso, school, opened):
        _, rows = opened(oso, url("card", make.submitted(school)), 403)

        assert rows == []

    def test_a_list_is_not_a_card(self, executor, school, opened):
        make.submitted(school)

        _, rows = opened(executor, reverse("admissions:unprocessed"))

        assert rows == []


@pytest.mark.django_db(transaction=True)
def test_the_note_outlives_the_transaction_that_cannot_write(executor, school):
    application = make.submitted(school)

    executor.get(url("card", application))

    assert [row.row for row in reads()] == [str(application.pk)]


@pytest.mark.rule("R162")
class TestDatabase:
    def test_nobody_reads_in_nobodys_name(self):
        with pytest.raises(DatabaseError, match="nobody acts"), connection.cursor() as cursor:
            cursor.execute("SELECT audit_read('admissions_application', '1')")

    @pytest.mark.parametrize(
        "statement",
        [
            'INSERT INTO audit_auditentry (at, "table", "row", operation, changed, scope, role, request_id)'
            " VALUES (now(), 't', '1', 'READ', '{}', 'system', '', '')",
            "UPDATE audit_auditentry SET person_id = 1",
            "DELETE FROM audit_auditentry",
            "TRUNCATE audit_auditentry",
        ],
    )
    def test_the_portal_writes_no_row_by_hand(self, statement):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            acting(make.SYSTEM),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)

    def test_only_the_portal_may_note(self):
        with acting(make.SYSTEM), connection.cursor() as cursor:
            cursor.execute(
                "SELECT has_function_privilege(%s, 'audit_read(text, text)', 'EXECUTE'),"
                " has_function_privilege('public', 'audit_read(text, text)', 'EXECUTE')",
                [settings.APPLICATION_ROLE],
            )
            assert cursor.fetchone() == (True, False)
