"""What the database keeps true whoever writes: constraints and triggers, asked with plain SQL."""

import pytest
from django.db import DatabaseError, IntegrityError, connection

from admissions.models import IssuedDocument, JournalEntry
from oqu.audit.models import AuditEntry
from oqu.core.acting import acting
from tests import factories as make

pytestmark = pytest.mark.django_db


def run(sql, *params):
    with acting(make.SYSTEM), connection.cursor() as cursor:
        cursor.execute(sql, params)


def change(application, **columns):
    assignments = ", ".join(f"{name} = %s" for name in columns)
    run(f"UPDATE admissions_application SET {assignments} WHERE id = %s", *columns.values(), application.pk)


@pytest.mark.rule("R155")
def test_one_arrival_number_per_queue():
    school = make.school()
    first, second = make.submitted(school), make.submitted(school)

    with pytest.raises(DatabaseError):
        change(second, number=first.number)


@pytest.mark.rule("R46")
def test_no_final_status_without_a_signature():
    application = make.proposed()

    with pytest.raises(IntegrityError, match="final_only_with_signature"):
        change(application, status="accepted", finalised_at=make.NOW)


@pytest.mark.parametrize("column", ["decided_at", "decided_by_id"])
def test_a_decision_has_all_its_fields(column):
    with pytest.raises(IntegrityError, match="decision_all_or_none"):
        change(make.proposed(), **{column: None})


@pytest.mark.rule("R124")
def test_a_refusal_has_a_reason_from_the_list():
    application = make.proposed(refuse=True)

    with pytest.raises(IntegrityError, match="reason_exactly_on_refusal"):
        change(application, refusal_reason="bad_mood")


@pytest.mark.rule("R163")
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("zone_type", "in_zone"),
        ("number", 7),
        ("child_iin_index", "f" * 64),
        ("building_rca", "1"),
        ("language", "ru"),
    ],
)
def test_what_arrived_is_frozen(column, value):
    application = make.submitted()

    with pytest.raises(DatabaseError, match="Cannot update"):
        change(application, **{column: value})


def test_an_application_with_a_number_is_never_deleted():
    application = make.submitted()

    with pytest.raises(DatabaseError, match="Cannot delete"):
        run("DELETE FROM admissions_application WHERE id = %s", application.pk)


@pytest.mark.rule("R161")
def test_a_withdrawn_application_is_immutable():
    from admissions import services
    from oqu.core.acting import Actor

    application = make.submitted()
    services.withdraw(uuid=application.uuid, by=Actor.parent(application.applicant_id), now=make.NOW)

    with pytest.raises(DatabaseError, match="Cannot update"):
        change(application, transport="approved")


class TestJournal:
    def test_is_never_changed(self):
        make.submitted()

        with pytest.raises(DatabaseError, match="append-only"):
            run("UPDATE admissions_journalentry SET role = 'director'")

    def test_is_never_cut(self):
        make.submitted()

        with pytest.raises(DatabaseError, match="append-only"):
            run("DELETE FROM admissions_journalentry")

    def test_commits_to_its_own_bytes(self):
        application = make.submitted()

        with pytest.raises(IntegrityError, match="commitment_of_canonical"), acting(make.SYSTEM):
            JournalEntry.objects.create(
                event="decided", application=application, school=application.school, at=make.NOW,
                canonical=b"{}", commitment="0" * 64,
            )  # fmt: skip

    def test_holds_no_personal_data(self):
        application = make.submitted()

        with acting(make.SYSTEM):
            canonical = bytes(JournalEntry.objects.get(application=application).canonical).decode()

        assert application.child_iin not in canonical
        assert application.child_last_name not in canonical


def test_an_issued_document_is_never_changed():
    make.proposed()

    with pytest.raises(DatabaseError, match="append-only"), acting(make.SYSTEM):
        IssuedDocument.objects.update(sha256="0" * 64)


@pytest.mark.rule("R162")
class TestAudit:
    def test_every_change_leaves_who_did_it(self):
        application = make.submitted()

        with acting(make.SYSTEM):
            last = AuditEntry.objects.filter(table="admissions_application", row=application.pk).latest("id")

        assert (last.operation, last.scope, last.person_id) == ("UPDATE", "parent", application.applicant_id)
        assert "number" in last.changed

    def test_a_change_without_a_context_is_refused(self):
        school = make.school()

        with pytest.raises(DatabaseError, match="nobody acts"), connection.cursor() as cursor:
            cursor.execute("UPDATE staff_school SET phone = '' WHERE id = %s", [school.pk])

    def test_nobody_writes_the_audit_by_hand(self):
        with pytest.raises(DatabaseError, match="permission denied"):
            run("DELETE FROM audit_auditentry")


def test_personal_numbers_are_not_readable_in_the_database():
    application = make.submitted()

    with acting(make.SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_jsonb(a)::text FROM admissions_application a WHERE id = %s", [application.pk]
        )
        row = cursor.fetchone()[0]

    assert application.child_iin not in row
    assert application.applicant_phone not in row
