"""The invented town: nobody in it is real, and it holds what the demo and the other tests count on."""

import subprocess
import sys
from collections import Counter
from datetime import date

import pytest

from oqu.core.identity import is_valid_bin, is_valid_iin
from oqu.world import MINISTRY_IIN, NO_PHONE_IIN, PARENTS, SCHOOLS, STAFF, STREETS, people
from oqu.world.town import address_of, house

PEOPLE = {person.iin: person for person in people()}


class TestPeople:
    def test_two_thousand_people_with_numbers_of_their_own(self):
        assert len(people()) == len(PEOPLE) == 2_000

    def test_every_number_is_valid_and_belongs_to_nobody(self):
        for iin in PEOPLE:
            assert is_valid_iin(iin)
            assert 90 <= int(iin[:2]) <= 98
            date(2000 + int(iin[:2]), int(iin[2:4]), int(iin[4:6]))
            assert iin[6] in "56"

    def test_digits_and_birth_date_disagree(self):
        assert all(person.born_on.strftime("%y%m%d") != person.iin[:6] for person in people())

    def test_telephones_and_mail_are_of_one_synthetic_block_and_unique(self):
        adults = [p for p in people() if not p.parent_iins and p.iin != NO_PHONE_IIN]
        assert all(person.phone.startswith("+7707555") and len(person.phone) == 12 for person in adults)
        assert all(person.email.endswith("@example.com") for person in adults)
        assert max(Counter(person.phone for person in adults).values()) == 1

    def test_one_adult_has_no_telephone(self):
        assert PEOPLE[NO_PHONE_IIN].phone == ""
        assert not PEOPLE[NO_PHONE_IIN].parent_iins

    def test_parents_exist_and_are_older(self):
        for person in people():
            for iin in person.parent_iins:
                assert PEOPLE[iin].born_on.year + 15 < person.born_on.year

    def test_a_parent_stands_before_the_child(self):
        met = set()
        for person in people():
            assert met.issuperset(person.parent_iins)
            met.add(person.iin)

    def test_another_process_finds_the_same_people(self):
        script = (
            "from oqu.world import people; print(*(p.iin + p.last_name + str(p.born_on) for p in people()))"
        )
        answers = {
            subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout
            for _ in range(2)
        }
        assert len(answers) == 1

    def test_children_for_the_first_grade_live_in_every_territory(self):
        graders = [p for p in people() if date(2019, 9, 1) <= p.born_on <= date(2020, 8, 31) and p.address]
        for school in SCHOOLS:
            assert sum(p.address.street_id in school.street_ids for p in graders) > 20


class TestNamedPeople:
    def test_staff_ministry_and_parents_are_people_of_the_town(self):
        assert PEOPLE.keys() >= {MINISTRY_IIN, *PARENTS, *(fact.iin for fact in STAFF)}

    def test_every_school_has_the_three_roles(self):
        for school in SCHOOLS:
            roles = {role for fact in STAFF if fact.school_code == school.code for role in fact.roles}
            assert roles == {"director", "executor", "oso"}

    def test_someone_holds_two_roles_and_a_director_is_a_parent(self):
        assert any(len(fact.roles) == 2 for fact in STAFF)
        assert any(fact.iin in PARENTS for fact in STAFF if "director" in fact.roles)

    def test_families_show_what_they_should(self):
        children = {iin: [p for p in people() if iin in p.parent_iins] for iin in PARENTS}
        served = {street for school in SCHOOLS for street in school.street_ids}
        assert {len(found) for found in children.values()} == {1, 2, 3}
        everybody = [child for found in children.values() for child in found]
        assert any(child.born_on > date(2020, 9, 1) for child in everybody)
        assert any(child.address and child.address.street_id not in served for child in everybody)
        assert any(PEOPLE[iin].address is None for iin in PARENTS)

    def test_only_directors_have_an_organisation_key_of_their_school(self):
        bins = {school.code: school.bin for school in SCHOOLS}
        for fact in STAFF:
            for kind in ("org", "orgauth"):
                own = f"{kind}-{fact.iin}-{bins[fact.school_code]}"
                assert (own in fact.keys) == ("director" in fact.roles)


class TestTown:
    def test_about_forty_streets_in_two_languages(self):
        assert 38 <= len(STREETS) <= 45
        assert all(s.kind_ru and s.kind_kk and s.name_ru and s.name_kk for s in STREETS)

    def test_codes_are_unique_and_sixteen_digits(self):
        codes = [place.rca for street in STREETS for place in street.houses]
        assert len(set(codes)) == len(codes)
        assert all(len(code) == 16 and code.isdigit() for code in codes)

    def test_no_number_stands_twice_on_a_street(self):
        for street in STREETS:
            numbers = [place.number for place in street.houses]
            assert len(set(numbers)) == len(numbers), street.name_ru

    def test_house_numbers_have_fractions_and_letters(self):
        numbers = {place.number for street in STREETS for place in street.houses}
        assert {"3/1", "14А"} <= numbers

    @pytest.mark.rule("R83")
    def test_the_manuals_own_address_is_spelt_as_there(self):
        assert address_of(house(1, "39")).text_ru == (
            "Город республиканского значения Астана, Район в городе Есиль, Улица Е 117, Дом 39"
        )
        assert address_of(house(1, "39")).text_kk == (
            "Астана республикалық маңызы бар қаласы, Есіл қала ішіндегі аудан, Е 117 көшесі, 39 үй"
        )


class TestSchools:
    def test_numbers_of_the_schools_are_valid(self):
        assert all(is_valid_bin(school.bin) for school in SCHOOLS)

    @pytest.mark.rule("R151")
    def test_a_name_carries_quotes_and_the_number_sign(self):
        assert SCHOOLS[0].name_ru == 'ГКП на ПХВ "Школа-гимназия № 32"'

    def test_territories_name_streets_and_houses_of_the_town(self):
        streets = {street.id for street in STREETS}
        codes = {place.rca for street in STREETS for place in street.houses}
        for school in SCHOOLS:
            assert streets.issuperset(school.street_ids)
            assert codes.issuperset(school.house_rcas)

    def test_one_street_has_two_schools_and_some_have_none(self):
        owners = Counter(street for school in SCHOOLS for street in school.street_ids)
        assert max(owners.values()) == 2
        assert any(street.id not in owners for street in STREETS)

    def test_one_limit_runs_out_at_two_outside_places(self):
        assert 8 in {limit.total for school in SCHOOLS for limit in school.limits}
