"""What does not fit in a microdistrict is found, counted and told with what to do."""

import pytest

from microdistrict import selectors, services
from microdistrict.models import Building, Settlement, Street, StreetAlias, TerritoryCheck
from oqu.core.acting import Actor
from tests import factories as make

SYSTEM = Actor.system("tests")


def numbers(houses):
    return [house.building.number for house in houses]


class TestFaults:
    def test_a_microdistrict_in_order_has_none(self, school, street, make_house, attach, today):
        make_house(street, "1")
        attach(school, street)
        assert selectors.faults_of(school.pk, today).is_clean

    def test_an_obsolete_number(self, school, street, make_house, attach, today):
        house = make_house(street, "1")
        attach(school, house)
        Building.objects.update(is_actual=False)
        faults = selectors.faults_of(school.pk, today)
        assert [row.building for row in faults.obsolete] == [house]
        assert faults.obsolete_count == 1

    def test_an_ended_street_with_the_one_that_came_instead(self, school, street, make_street, attach, today):
        attach(school, street)
        new = make_street("Достык")
        StreetAlias.objects.create(street=new, name="Е 117")
        Street.objects.filter(pk=street.pk).update(is_actual=False)
        [ended] = selectors.faults_of(school.pk, today).ended
        assert (ended.attachment.street_id, ended.successors) == (street.pk, [new])

    def test_an_address_that_the_register_moved_to_another_settlement(self, school, street, attach, today):
        attach(school, street)
        village = Settlement.objects.create(
            kato="116653100", kind_ru="Село", kind_kk="ауылы", name_ru="Талапкер", name_kk="Талапкер"
        )
        Street.objects.update(settlement=village)
        faults = selectors.faults_of(school.pk, today)
        assert [row.street_id for row in faults.outside] == [street.pk]
        assert (faults.unserved, faults.shared) == ([], [])

    @pytest.mark.rule("A29")
    def test_an_address_of_two_schools(self, school, other, street, make_house, attach, today):
        house = make_house(street, "1")
        attach(school, street)
        attach(other, house)
        [mine] = selectors.faults_of(school.pk, today).shared
        [theirs] = selectors.faults_of(other.pk, today).shared
        assert numbers(mine.shared) == numbers(theirs.shared) == ["1"]
        assert mine.others == [other]

    def test_houses_of_no_school_on_the_own_streets(self, school, other, street, make_house, attach, today):
        attach(school, make_house(street, "1"))
        attach(other, make_house(street, "3"))
        make_house(street, "5")
        make_house(street, "7", is_actual=False)
        [view] = selectors.faults_of(school.pk, today).unserved
        assert (numbers(view.free), view.free_ranges) == (["5"], "5")

    def test_streets_of_the_settlement_with_houses_of_no_school(
        self, school, other, make_street, make_house, attach, today
    ):
        whole, part, none, empty = (make_street(name) for name in ("А", "Б", "В", "Г"))
        for street in (whole, part, none):
            make_house(street, "1")
            make_house(street, "2")
        attach(school, whole)
        attach(other, part.buildings.first())
        found = {street: street.unserved for street in selectors.streets_without_school("710000000", today)}
        assert found == {part: 1, none: 2}
        assert empty not in found

    def test_queries_do_not_grow_with_the_microdistrict(
        self, school, other, make_street, make_house, attach, today, same_query_count
    ):
        def grow(names):
            for name in names:
                street = make_street(name)
                attach(school, make_house(street, "1"), make_house(street, "2"))
                attach(other, street)
                make_house(street, "3")

        grow("А")
        same_query_count(lambda: selectors.faults_of(school.pk, today), lambda: grow("БВГД"))


class TestWhenItIsChecked:
    def counts(self, school):
        check = TerritoryCheck.objects.get(school=school)
        return {name: getattr(check, name) for name in ("obsolete", "outside", "shared", "unserved")}

    def test_after_every_change_for_the_neighbours_too(self, school, other, street, make_house, attach, now):
        make_house(street, "3")
        house = make_house(street, "1")
        attach(other, house)
        assert self.counts(other) == {"obsolete": 0, "outside": 0, "shared": 0, "unserved": 1}
        director = make.director(school)
        services.attach_addresses(
            school_id=school.pk, building_ids=[house.pk], by=director, now=now, shared=True
        )
        assert self.counts(school)["shared"] == self.counts(other)["shared"] == 1
        row = school.attachments.get()
        services.detach_addresses(school_id=school.pk, attachment_ids=[row.pk], by=director, now=now)
        assert self.counts(school)["shared"] == self.counts(other)["shared"] == 0

    def test_each_night_what_the_register_changed_is_found(self, school, street, make_house, attach, now):
        attach(school, make_house(street, "1"))
        Building.objects.update(is_actual=False)
        assert self.counts(school)["obsolete"] == 0
        assert services.check_territories(by=SYSTEM, now=now) == 1
        assert self.counts(school)["obsolete"] == 1
