"""The database shows each actor their own rows only, even where a filter was forgotten."""

import pytest
from django.db import DatabaseError, connection

from admissions.models import Application, Document, JournalEntry, Notice
from oqu.core.acting import Actor, acting
from staff.models import Person
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


def test_every_table_with_an_application_stands_behind_a_policy():
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT c.table_name FROM information_schema.columns c JOIN pg_class t ON t.relname = c.table_name
               WHERE c.table_schema = 'public' AND c.column_name IN ('application_id', 'child_iin', 'iin')
               AND NOT t.relrowsecurity"""
        )
        assert cursor.fetchall() == []


def test_the_application_role_owns_nothing():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)


def _documents(application):
    with acting(make.SYSTEM):
        return list(application.documents.all())
