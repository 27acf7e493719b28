"""«Профиль организации»: everybody of the school reads it, the director keeps it right."""

import datetime as dt

import pytest
from django.urls import reverse

from oqu.audit.models import AuditEntry
from oqu.core.acting import Actor, acting
from oqu.core.errors import Forbidden
from staff import services
from staff.models import School
from staff.states import Role
from tests import factories as make
from tests.admissions.school.pages import text
from tests.staff.test_menu import browser_of

pytestmark = pytest.mark.django_db
PAGE = reverse("staff:organisation")
TOLD = {
    "address_ru": "Астана, улица Е 117, дом 39",
    "address_kk": "Астана, Е 117 көшесі, 39 үй",
    "phone": "8 (7172) 55-01-01",
    "opens_at": "08:30",
    "closes_at": "17:30",
    "offers_transport": "on",
}


@pytest.fixture
def school():
    return make.school("032")


@pytest.fixture
def director(school):
    return browser_of(make.member(school, Role.DIRECTOR))


def reload(school) -> School:
    return School.objects.get(pk=school.pk)


@pytest.mark.rule("R138", "R162")
def test_the_director_saves_and_the_audit_knows_who(director, school):
    answer = director.post(PAGE, TOLD)

    assert answer.url == PAGE
    saved = reload(school)
    assert (saved.phone, saved.opens_at, saved.closes_at) == ("+77172550101", dt.time(8, 30), dt.time(17, 30))
    assert saved.offers_transport
    assert saved.address == TOLD["address_ru"]
    with acting(make.SYSTEM):
        entry = AuditEntry.objects.filter(table="staff_school", operation="UPDATE").latest("id")
    assert (entry.scope, entry.role, entry.school_id) == ("school", Role.DIRECTOR, school.pk)
    assert "Профиль организации сохранён." in text(director.get(PAGE))


def test_names_and_numbers_are_not_the_directors(director, school):
    director.post(PAGE, {**TOLD, "name_ru": "Другая школа", "bin": "000000000000", "code": "777"})

    saved = reload(school)
    assert (saved.name_ru, saved.bin, saved.code) == (school.name_ru, school.bin, "032")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("phone", "12", "Введите номер Казахстана"),
        ("phone", "+7 495 123 45 67", "Введите номер Казахстана"),
        ("closes_at", "08:30", "Время закрытия раньше времени открытия"),
        ("opens_at", "25:00", "Исправьте 1 ошибку"),
        ("address_kk", "", "Исправьте 1 ошибку"),
    ],
)
def test_a_mistake_is_told_and_what_was_typed_stays(director, school, field, value, sentence):
    answer = director.post(PAGE, {**TOLD, field: value})

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert TOLD["address_ru"] in answer.content.decode()
    assert reload(school).phone == ""


@pytest.mark.parametrize("role", [Role.EXECUTOR, Role.OSO_STAFF])
def test_others_read_and_do_not_change(school, role):
    browser = browser_of(make.member(school, role))

    page = browser.get(PAGE)
    assert "09:00–18:30" in text(page)
    assert "<textarea" not in page.content.decode()
    assert 'name="phone"' not in page.content.decode()
    assert browser.post(PAGE, TOLD).status_code == 403
    assert reload(school).phone == ""


def test_the_service_asks_itself(school):
    facts = services.OrganisationFacts(
        "А", "А", "+77172550101", dt.time(9), dt.time(18), offers_transport=False
    )
    clerk = make.executor(school)

    with pytest.raises(Forbidden):
        services.change_organisation(facts=facts, by=clerk, now=make.NOW)
    with pytest.raises(Forbidden):
        services.change_organisation(facts=facts, by=Actor.parent(clerk.person_id), now=make.NOW)
    with pytest.raises(Forbidden):
        nowhere = Actor("school", clerk.person_id, None, Role.DIRECTOR)
        services.change_organisation(facts=facts, by=nowhere, now=make.NOW)


def test_the_service_refuses_an_office_that_closes_before_it_opens(school):
    facts = services.OrganisationFacts(
        "А", "А", "+77172550101", dt.time(9), dt.time(9), offers_transport=False
    )

    with pytest.raises(services.ClosesBeforeOpening):
        services.change_organisation(facts=facts, by=make.director(school), now=make.NOW)


def test_only_the_own_school_is_changed(director, school):
    other = make.school()

    director.post(PAGE, TOLD)

    assert reload(other).phone == ""


@pytest.mark.rule("R2")
def test_saving_it_as_it_is_does_the_task(director, school):
    make.campaign()
    director.post(PAGE, TOLD)
    director.post(PAGE, TOLD)

    tasks = director.get("/organization/").context["tasks"]

    assert [task.is_done for task in tasks] == [False, False, False, True]
