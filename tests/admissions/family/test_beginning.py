"""Step 1: which child. The list is the population register's, and so is the answer who may apply."""

import pytest
from django.urls import reverse

from admissions.errors import ChildTooYoung, NotYourChild
from oqu import world
from oqu.world.named import FATHER, MOTHER, NO_ADDRESS, OUTSIDE, THREE_CHILDREN, TWO_CHILDREN
from tests import factories as make
from tests.admissions.family.screens import (
    applications_of,
    begin,
    choice_of,
    go,
    only,
    press,
    radios,
    text,
)

pytestmark = pytest.mark.usefixtures("town")


def children_of(parent) -> list[world.Human]:
    return [human for human in world.people() if parent.iin in human.parent_iins]


def test_the_children_of_the_register_and_no_identity_number(browser_of):
    answer = go(browser_of(THREE_CHILDREN.iin), "draft-start")

    words = text(answer)
    for child in children_of(THREE_CHILDREN):
        assert f"{child.last_name} {child.first_name}" in words
        assert child.iin not in answer.content.decode()


def test_an_only_child_is_chosen_already(browser_of):
    assert " checked" in go(browser_of(MOTHER.iin), "draft-start").content.decode()
    assert " checked" not in go(browser_of(THREE_CHILDREN.iin), "draft-start").content.decode()


def test_a_draft_with_the_registers_facts(browser_of):
    client = browser_of(MOTHER.iin)
    child = children_of(MOTHER)[0]

    answer = press(client, "draft-start", child=choice_of(child.iin))

    draft = only(client)
    assert answer.url == reverse("admissions:draft-school", args=[draft.uuid])
    assert (draft.child_iin, draft.child_born_on) == (child.iin, child.born_on)
    assert draft.building_rca == child.address.building_rca


def test_the_same_child_opens_the_same_draft(browser_of):
    client = browser_of(MOTHER.iin)
    iin = children_of(MOTHER)[0].iin

    assert begin(client, iin) == begin(client, iin)


def test_the_school_found_before_signing_in_is_carried_along(browser_of):
    client = browser_of(OUTSIDE.iin)
    first = client.get(reverse("admissions:draft-start"), {"school": "084", "building": "1"})
    assert 'name="school" value="084"' in first.content.decode()

    typed = {"child": choice_of(children_of(OUTSIDE)[0].iin), "school": "084", "building": "1"}
    second = client.post(reverse("admissions:draft-start"), typed, follow=True)

    assert 'value="084" required id="id_school' not in second.content.decode()
    assert second.context["form"]["school"].value() == "084"


class TestWhoCannotBegin:
    def test_no_child_chosen(self, browser_of):
        answer = press(browser_of(THREE_CHILDREN.iin), "draft-start", school="084")

        assert answer.status_code == 422
        assert "Выберите ребёнка." in text(answer)
        assert 'value="084"' in answer.content.decode()

    def test_a_child_of_somebody_else(self, browser_of):
        client = browser_of(MOTHER.iin)

        answer = press(client, "draft-start", child=choice_of(children_of(TWO_CHILDREN)[0].iin))

        assert answer.status_code == 422
        assert str(NotYourChild.message) in text(answer)
        assert applications_of(client) == []

    def test_a_child_under_age_is_told_when(self, browser_of):
        client = browser_of(TWO_CHILDREN.iin)
        young = next(child for child in children_of(TWO_CHILDREN) if child.born_on.year == 2022)

        answer = press(client, "draft-start", child=choice_of(young.iin))

        assert answer.status_code == 409
        assert str(ChildTooYoung(youngest=2020, born=2022)) in text(answer)
        assert "Выбрать другого ребёнка" in text(answer)
        assert applications_of(client) == []

    def test_a_child_with_an_application_is_shown_it(self, browser_of, town):
        client = browser_of(MOTHER.iin)
        sent = make.submitted(town["032"], by=client.person, child_iin=children_of(MOTHER)[0].iin)

        answer = press(client, "draft-start", child=choice_of(sent.child_iin))

        assert answer.url == reverse("admissions:application", args=[sent.uuid])

    def test_somebody_without_children_is_told_the_way(self, parent):
        words = text(go(parent, "draft-start"))

        assert "В регистре населения у вас нет детей" in words
        assert "Другой ребёнок: я опекун или приёмный родитель" in words

    def test_a_visitor_signs_in_first_and_comes_back(self, client):
        address = reverse("admissions:draft-start")

        answer = client.get(f"{address}?school=084")

        assert answer.url.startswith(reverse("staff:sign-in"))
        assert "school%3D084" in answer.url


class TestRegisterIsDown:
    def test_the_page_says_so_and_keeps_what_was_found(self, browser_of, sandbox):
        client = browser_of(MOTHER.iin)
        with sandbox.fault("population", "down"):
            answer = client.get(reverse("admissions:draft-start"), {"school": "084"})

        assert answer.status_code == 503
        assert "?school=084" in answer.content.decode()
        assert "Регистр населения не отвечает" in text(answer)

    def test_what_was_chosen_can_be_chosen_again(self, browser_of, sandbox):
        client = browser_of(MOTHER.iin)
        child = children_of(MOTHER)[0].iin
        with sandbox.fault("population", "down"):
            assert press(client, "draft-start", child=choice_of(child)).status_code == 503
        assert applications_of(client) == []

        begin(client, child)
        assert len(applications_of(client)) == 1


@pytest.mark.rule("R81")
class TestSchoolsOfTheAddress:
    def test_own_school_first(self, browser_of):
        client = browser_of(MOTHER.iin)
        answer = go(client, "draft-school", begin(client, children_of(MOTHER)[0].iin))

        assert radios(answer)[0] == "032"
        assert set(radios(answer)) == {"032", "084", "012"}
        assert text(answer).index("Ваша школа") < text(answer).index("Другие школы")

    def test_without_an_address_every_school_is_from_outside(self, browser_of):
        client = browser_of(NO_ADDRESS.iin)
        answer = go(client, "draft-school", begin(client, children_of(NO_ADDRESS)[0].iin))

        assert "Ваша школа" not in text(answer)
        assert len(radios(answer)) == 3

    def test_the_answer_is_kept(self, browser_of):
        client = browser_of(FATHER.iin)
        draft = begin(client, children_of(FATHER)[0].iin)

        answer = press(client, "draft-school", draft, school="032")

        assert answer.url == reverse("admissions:draft-details", args=[draft.uuid])
        assert only(client).school.code == "032"

    @pytest.mark.parametrize(("typed", "words"), [("", "Выберите школу."), ("999", "Выберите другую.")])
    def test_a_school_must_be_chosen_from_the_list(self, browser_of, typed, words):
        client = browser_of(MOTHER.iin)
        answer = press(client, "draft-school", begin(client, children_of(MOTHER)[0].iin), school=typed)

        assert answer.status_code == 422
        assert words in text(answer)
        assert only(client).school is None
