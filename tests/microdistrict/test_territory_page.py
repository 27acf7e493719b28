"""«Микроучасток»: who sees it and what it lists."""

import pytest
from django.urls import reverse

from microdistrict import services
from oqu.core.identity import check_digit
from staff.models import Membership, Person


@pytest.fixture
def page(client, make_school, make_street, make_house, today):
    """The page of school 032 for a person in the given role."""
    school = make_school("032")
    street = make_street("Е 117")
    house = make_house(make_street("Е 767"), "39")
    for owner, streets, houses in (
        (school, [street.pk], [house.pk]),
        (make_school("084"), [make_street("Абая").pk], []),
    ):
        services.attach_addresses(
            school_id=owner.pk, street_ids=streets, building_ids=houses, by=None, starts_on=today
        )

    def page(role, language="ru"):
        person = Person.objects.create(iin=f"97081560040{check_digit('97081560040')}", last_name="Егорова")
        client.force_login(person)
        session = client.session
        if role:
            membership = Membership.objects.create(person=person, school=school, role=role, starts_on=today)
            session["role"] = str(membership.pk)
        session.save()
        client.cookies["oqu_lang"] = language
        return client.get(reverse("microdistrict:list"))

    return page


@pytest.mark.rule("R36", "R43", "R79", "A12")
@pytest.mark.parametrize("role", ["director", "oso"])
def test_director_and_passport_officer_see_it(page, role):
    assert page(role).status_code == 200


@pytest.mark.parametrize("role", ["executor", ""])
def test_executors_and_parents_do_not(page, role):
    assert page(role).status_code == 403


@pytest.mark.rule("R82", "R83", "R84")
def test_full_addresses_of_the_own_school_only(page):
    text = page("director").content.decode()
    assert "Город республиканского значения Астана, Район в городе Есиль, Улица Е 117" in text
    assert "Город республиканского значения Астана, Район в городе Есиль, Улица Е 767, Дом 39" in text
    assert "Абая" not in text


def test_addresses_in_kazakh(page):
    text = page("oso", language="kk").content.decode()
    assert "Астана республикалық маңызы бар қаласы, Есіл қала ішіндегі аудан, Е 767 көшесі, 39 үй" in text
