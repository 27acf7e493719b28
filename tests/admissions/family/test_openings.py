"""«Кто открывал документы ребёнка»: the family reads of its own child who, of which school, when and what."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from admissions.openings import openings_of
from admissions.states import DocumentKind
from oqu.audit.models import AuditEntry
from oqu.audit.services import note_read
from oqu.core.acting import Actor, acting
from staff.states import Role
from tests import factories as make
from tests.admissions.family.screens import body, go, text
from tests.admissions.test_second_parent import send

NOBODY = "Пока никто из школы их не открывал."


@pytest.fixture
def school():
    return make.school("032")


@pytest.fixture
def sent(parent, school):
    return make.submitted(school, by=parent.person)


@pytest.fixture
def opens(django_capture_on_commit_callbacks):
    def note(row, by):
        with django_capture_on_commit_callbacks(execute=True), acting(by, read_only=True):
            note_read(row, by=by)

    return note


def paper_of(application, kind=DocumentKind.FORM_065):
    with acting(make.SYSTEM):
        return application.documents.get(kind=kind)


def clerk_of(school, name="Мұқанов", **facts):
    return make.actor(make.member(school, Role.EXECUTOR, make.person(last_name=name), **facts))


@pytest.mark.rule("R162", "R172")
def test_name_position_school_moment_and_what(parent, sent, school, opens):
    clerk = clerk_of(school)
    opens(sent, clerk)
    opens(paper_of(sent), clerk)

    words = text(go(parent, "application", sent))

    assert "Мұқанов Ә. , Исполнитель" in words or "Мұқанов Ә., Исполнитель" in words
    assert school.name_ru in words
    assert "Открыто: карточка заявления; Карта профилактических прививок (форма 065/у)." in words
    assert NOBODY not in words


def test_nobody_yet(parent, sent):
    assert NOBODY in text(go(parent, "application", sent))


def test_the_familys_own_reading_is_not_in_the_list(parent, sent):
    body(parent.get(reverse("admissions:document", args=[paper_of(sent).uuid])))

    assert NOBODY in text(go(parent, "application", sent))


def test_both_parents_read_it_and_a_stranger_does_not(browser_of, stranger, school, opens):
    first, second = make.couple(school)
    sent = send(first)
    opens(sent, clerk_of(school))

    for person in (first.applicant, second.applicant):
        assert "Мұқанов" in text(go(browser_of(person), "application", sent))
    assert go(stranger, "application", sent).status_code == 404


def test_of_another_child_nothing_is_told(parent, sent, school, opens):
    other = make.submitted(school)
    opens(other, clerk_of(school))
    opens(paper_of(other), clerk_of(school))

    assert NOBODY in text(go(parent, "application", sent))


def test_one_line_for_one_official_and_one_day(sent, school, opens):
    clerk, officer = (
        clerk_of(school),
        Actor.ministry(make.person(last_name="Тілеубаева", is_ministry=True).pk),
    )
    for _ in range(3):
        opens(sent, clerk)
    opens(sent, officer)

    found = openings(sent)

    assert [(each.person, each.school) for each in found] == [
        ("Тілеубаева Ә.", ""),
        ("Мұқанов Ә.", school.name),
    ]
    assert found[1].what == ["карточка заявления"]


def openings(application):
    with acting(make.SYSTEM), override("ru"):
        return openings_of(make.reload(application))


def test_queries_do_not_grow_with_readers(parent, sent, school, opens, same_query_count):
    opens(sent, clerk_of(school))

    def grow():
        for name in ("Соколов", "Лебедева", "Исабекова"):
            clerk = clerk_of(school, name)
            opens(sent, clerk)
            opens(paper_of(sent), clerk)

    same_query_count(lambda: go(parent, "application", sent), grow)


def test_the_family_reads_the_audit_only_through_this(parent, sent, school, opens):
    opens(sent, clerk_of(school))

    with acting(Actor.parent(parent.person.pk), read_only=True):
        assert not AuditEntry.objects.exists()
