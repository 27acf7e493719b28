import pytest
from django.conf import settings

from oqu import world
from oqu.integrations.population import PersonNotFound, PopulationUnavailable, get_population
from oqu.integrations.population.client import PopulationClient

PEOPLE = world.people()
PARENT = next(human for human in PEOPLE if human.iin == world.PARENTS[0])
CHILD = next(human for human in PEOPLE if PARENT.iin in human.parent_iins)
NOBODY = "950601500017"  # valid, and not of the town


@pytest.fixture(autouse=True)
def _running(sandbox):
    assert NOBODY not in {human.iin for human in PEOPLE}


class TestPerson:
    def test_is_told_with_address_and_document(self):
        record = get_population().person(PARENT.iin)

        assert (record.last_name, record.first_name, record.patronymic) == (
            PARENT.last_name,
            PARENT.first_name,
            PARENT.patronymic,
        )
        assert (record.born_on, record.sex, record.citizenship) == (PARENT.born_on, PARENT.sex, "KAZ")
        assert record.address.building_rca == PARENT.address.building_rca
        assert record.address.street_id == PARENT.address.street_id
        assert (record.address.text_ru, record.address.text_kk) == (
            PARENT.address.text_ru,
            PARENT.address.text_kk,
        )
        assert (record.document_kind, record.document_number, record.document_valid_until) == PARENT.document
        assert record.birth_certificate == ""

    def test_child_has_a_birth_certificate_instead(self):
        record = get_population().person(CHILD.iin)

        assert record.birth_certificate == CHILD.document.number
        assert (record.document_kind, record.document_number, record.document_valid_until) == ("", "", None)

    def test_without_an_address_has_none(self):
        homeless = next(human for human in PEOPLE if human.address is None)

        assert get_population().person(homeless.iin).address is None

    @pytest.mark.parametrize("iin", [NOBODY, "950601500018", "abc", ""])
    def test_unknown_or_impossible_is_not_found(self, iin):
        with pytest.raises(PersonNotFound) as refusal:
            get_population().person(iin)

        assert (refusal.value.code, refusal.value.http_status) == ("population.person_not_found", 404)


class TestChildren:
    @pytest.mark.parametrize("iin", world.PARENTS)
    def test_are_those_of_the_parent_oldest_first(self, iin):
        expected = sorted(
            (child for child in PEOPLE if iin in child.parent_iins), key=lambda child: child.born_on
        )

        children = get_population().children_of(iin)

        assert [child.born_on for child in children] == [child.born_on for child in expected]
        assert {child.iin for child in children} == {child.iin for child in expected}
        assert {child.parent_iins for child in children} == {child.parent_iins for child in expected}

    def test_who_has_none_gets_an_empty_list(self):
        assert get_population().children_of(CHILD.iin) == []

    def test_of_nobody_are_not_found(self):
        with pytest.raises(PersonNotFound):
            get_population().children_of(NOBODY)


class TestBrokenRegister:
    @pytest.mark.parametrize("kind", ["down", "wrong_data"])
    @pytest.mark.parametrize("question", ["person", "children_of"])
    def test_is_unavailable(self, sandbox, kind, question):
        with sandbox.fault("population", kind), pytest.raises(PopulationUnavailable) as refusal:
            getattr(get_population(), question)(PARENT.iin)

        assert (refusal.value.code, refusal.value.http_status) == ("population.unavailable", 503)

    def test_slow_is_unavailable(self, sandbox):
        hasty = PopulationClient(f"{sandbox.url}/population", settings.POPULATION_TOKEN, timeout=0.2)
        with sandbox.fault("population", "slow"), pytest.raises(PopulationUnavailable):
            hasty.person(PARENT.iin)

    def test_that_finds_nobody_says_not_found(self, sandbox):
        with sandbox.fault("population", "unknown_person"), pytest.raises(PersonNotFound):
            get_population().person(PARENT.iin)

    def test_nothing_listening_is_unavailable(self):
        with pytest.raises(PopulationUnavailable):
            PopulationClient("http://127.0.0.1:9", "t").person(PARENT.iin)

    @pytest.mark.parametrize(
        ("name", "value"), [("POPULATION_TOKEN", "wrong"), ("POPULATION_URL", "{}/elsewhere")]
    )
    def test_our_own_wrong_settings_are_not_a_missing_person(self, sandbox, settings, name, value):
        setattr(settings, name, value.format(sandbox.url))

        with pytest.raises(PopulationUnavailable):
            get_population().person(PARENT.iin)

    def test_nothing_personal_is_logged_or_shown(self, sandbox, caplog):
        caplog.set_level("INFO")
        record = get_population().person(PARENT.iin)
        with sandbox.fault("population", "wrong_data"), pytest.raises(PopulationUnavailable):
            get_population().person(PARENT.iin)

        assert PARENT.iin not in caplog.text
        assert PARENT.last_name not in caplog.text
        assert PARENT.iin not in repr(record)
