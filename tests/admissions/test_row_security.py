"""The database shows each actor their own rows only, even where a filter was forgotten."""

import hashlib

import pytest
from django.db import DatabaseError, connection

from admissions.models import Application, Document, JournalEntry, Notice
from oqu.audit.models import AuditEntry
from oqu.core.acting import Actor, acting
from staff.models import ApiToken, Person
from staff.services import issue_token
from staff.states import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


def seen_by(actor, model=Application):
    with acting(actor):
        return set(model.objects.values_list("pk", flat=True))


def test_without_a_context_nothing_is_seen():
    make.submitted()

    assert set(Application.objects.values_list("pk", flat=True)) == set()
    assert set(Person.objects.values_list("pk", flat=True)) == set()


def test_the_public_sees_no_application():
    make.submitted()

    assert seen_by(Actor.public()) == set()


def test_a_parent_sees_only_their_own():
    own, other = make.submitted(), make.submitted()

    assert seen_by(Actor.parent(own.applicant_id)) == {own.pk}
    assert seen_by(Actor.parent(own.applicant_id), Document) == {d.pk for d in _documents(own)}
    assert other.pk not in seen_by(Actor.parent(own.applicant_id))


@pytest.mark.rule("R156")
@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.EXECUTOR])
def test_a_school_sees_only_its_own(role):
    own, other = make.submitted(), make.submitted()
    clerk = make.actor(make.member(own.school, role))

    assert seen_by(clerk) == {own.pk}
    assert seen_by(clerk, JournalEntry)
    assert {d.pk for d in _documents(other)} & seen_by(clerk, Document) == set()


def test_schools_never_see_drafts():
    draft = make.draft(make.school())

    assert seen_by(make.director(draft.school)) == set()


@pytest.mark.rule("R42")
def test_the_passport_officer_sees_no_application():
    application = make.submitted()

    assert seen_by(make.actor(make.member(application.school, Role.OSO_STAFF))) == set()


def test_the_ministry_sees_what_arrived_and_changes_nothing():
    application, draft = make.submitted(), make.draft(make.school())
    ministry = Actor.ministry(make.person(is_ministry=True).pk)

    assert application.pk in seen_by(ministry)
    assert draft.pk not in seen_by(ministry)
    with pytest.raises(DatabaseError, match="row-level security"), acting(ministry):
        Application.objects.filter(pk=application.pk).update(explanation="x")


def test_an_application_cannot_be_pushed_to_another_school():
    draft = make.draft(make.school())
    foreign = make.person()

    with pytest.raises(DatabaseError, match="row-level security"), acting(Actor.parent(draft.applicant_id)):
        Application.objects.filter(pk=draft.pk).update(applicant=foreign)


def test_notices_are_for_their_reader_only():
    application = make.submitted()
    with acting(make.SYSTEM):
        Notice.objects.create(
            recipient_id=application.applicant_id,
            application=application,
            code="arrived",
            created_at=make.NOW,
        )

    assert seen_by(make.director(application.school), Notice) == set()
    assert len(seen_by(Actor.parent(application.applicant_id), Notice)) == 1


def test_the_context_ends_with_the_transaction():
    application = make.submitted()
    with acting(Actor.parent(application.applicant_id)):
        pass

    assert not Application.objects.exists()


# Who or what a column is about; a table that has one of these stands behind a policy.
ABOUT_SOMEBODY = r"(^|_)(person|applicant|recipient|user|director|signer|by|school|application)_id$|_by_id$"
PERSONAL = r"(^|_)(iin|phone|email|last_name|first_name|patronymic|born_on|session_data|payload)(_|$)"
# These have none, and why.
OPEN_TABLES = {
    "admissions_queue": "numbers of a school's queue, shown to everybody",
    "django_session": "a row is found by its secret key only",
    "calendar_calendarchange": "which officer of the ministry moved a day off; only the ministry's pages read it",
    "microdistrict_registerrefresh": "who asked for a refresh of the register, and what it brought",
    "microdistrict_territorycheck": "how many addresses of a school need attention",
    "outbox_parcel": "ids only; the worker's",
    "staff_educationdepartment": "the department's own address",
    "staff_officeday": "office hours of a school, shown to everybody",
    "staff_school": "the school's own telephone",
}
# Everybody may read these, whatever the context; their policies guard the writing.
READ_BY_EVERYBODY = {"limits_classlimit", "microdistrict_attachment"}


def test_every_table_about_somebody_stands_behind_a_policy():
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT DISTINCT t.relname FROM pg_class t
               JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public'
               JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0
               WHERE t.relkind = 'r' AND NOT t.relrowsecurity AND (a.attname ~ %s OR a.attname ~ %s)""",
            [ABOUT_SOMEBODY, PERSONAL],
        )
        assert {table for (table,) in cursor.fetchall()} == set(OPEN_TABLES)


def test_every_policy_shows_nothing_without_a_context():
    make.submitted()
    make.actor(make.member(make.school(), Role.DIRECTOR))
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity")
        for table in {table for (table,) in cursor.fetchall()} - READ_BY_EVERYBODY:
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,), table


class TestTheJournal:
    def test_of_an_application_is_not_the_passport_officers(self):
        application = make.submitted()
        officer = make.actor(make.member(application.school, Role.OSO_STAFF))

        assert seen_by(officer, JournalEntry) == set()

    def test_of_the_limits_is_the_whole_schools(self):
        school, other = make.school(), make.school()
        with acting(make.SYSTEM):
            entry = JournalEntry.objects.create(
                event=JournalEntry.Event.LIMIT_CHANGED,
                school=school,
                at=make.NOW,
                canonical=b"{}",
                commitment=hashlib.sha256(b"{}").hexdigest(),
            )

        for role in (Role.OSO_STAFF, Role.EXECUTOR, Role.DIRECTOR):
            assert seen_by(make.actor(make.member(school, role)), JournalEntry) == {entry.pk}
        assert seen_by(make.director(other), JournalEntry) == set()
        assert seen_by(Actor.parent(make.person().pk), JournalEntry) == set()


class TestTheAudit:
    def test_tells_a_director_what_happened_at_the_school(self):
        own, other = make.school(), make.school()
        theirs = make.member(own, Role.EXECUTOR)
        make.member(other, Role.EXECUTOR)
        director = make.director(own)

        with acting(director):
            told = set(AuditEntry.objects.values_list("table", "row"))

        assert ("staff_membership", str(theirs.pk)) in told
        assert {table for table, _ in told} == {"staff_membership"}
        assert len(told) == 2

    @pytest.mark.parametrize("role", [Role.EXECUTOR, Role.OSO_STAFF])
    def test_tells_nobody_else(self, role):
        member = make.member(make.school(), role)

        assert seen_by(make.actor(member), AuditEntry) == set()
        assert seen_by(Actor.parent(member.person_id), AuditEntry) == set()

    def test_tells_the_ministry_everything(self):
        make.school()

        assert seen_by(Actor.ministry(make.person(is_ministry=True).pk), AuditEntry)


def test_keys_of_the_api_are_their_persons():
    member = make.member(make.school(), Role.EXECUTOR)
    issue_token(person=member.person, membership=member, now=make.NOW)

    assert len(seen_by(Actor.parent(member.person_id), ApiToken)) == 1
    assert seen_by(make.director(member.school), ApiToken) == set()


def test_the_application_role_owns_nothing():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)


def _documents(application):
    with acting(make.SYSTEM):
        return list(application.documents.all())
