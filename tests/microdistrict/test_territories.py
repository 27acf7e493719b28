"""Which school serves an address, on which day, and why."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from microdistrict import selectors, services
from microdistrict.models import Attachment
from oqu.core.acting import Actor
from staff.models import School

DAY = dt.timedelta(days=1)


def codes(place, on):
    return [School.objects.get(pk=served.school_id).code for served in selectors.schools_serving(place, on)]


class TestSchoolsServing:
    @pytest.mark.rule("R80", "R81", "A28")
    def test_a_whole_street_covers_every_house_and_unknown_numbers(
        self, school, street, make_house, attach, today
    ):
        make_house(street, "39")
        attach(school, street)
        for number in ("39", "777", ""):
            assert codes(selectors.place_at(street.register_id, number), today) == ["032"]

    @pytest.mark.rule("A28")
    def test_a_house_covers_only_that_house(self, school, street, make_house, attach, today):
        attach(school, make_house(street, "39"))
        make_house(street, "41")
        assert codes(selectors.place_at(street.register_id, "39"), today) == ["032"]
        assert codes(selectors.place_at(street.register_id, "41"), today) == []
        assert codes(selectors.place_at(street.register_id, ""), today) == []

    @pytest.mark.rule("R83")
    def test_street_and_house_together_name_the_school_once(self, school, street, make_house, attach, today):
        house = make_house(street, "39")
        attach(school, street, house)
        [served] = selectors.schools_serving(selectors.place_at(street.register_id, "39"), today)
        assert served == selectors.Served(school.pk, by_house=True)

    @pytest.mark.rule("A29")
    def test_two_schools_may_serve_one_address(self, school, make_school, street, attach, today):
        attach(school, street)
        attach(make_school("084"), street)
        assert codes(selectors.place_at(street.register_id, ""), today) == ["032", "084"]

    def test_only_within_its_days(self, school, street, attach, today, now):
        attach(school, street)
        [row] = Attachment.objects.all()
        services.detach_addresses(
            school_id=school.pk, attachment_ids=[row.pk], by=Actor.system("tests"), now=now + 5 * DAY
        )
        place = selectors.place_at(street.register_id, "")
        days = {today - DAY: [], today: ["032"], today + 4 * DAY: ["032"], today + 5 * DAY: []}
        assert {day: codes(place, day) for day in days} == days

    def test_a_school_that_does_not_take_part_is_not_named(self, make_school, street, attach, today):
        attach(make_school("032", is_active=False), street)
        assert codes(selectors.place_at(street.register_id, ""), today) == []

    def test_queries_do_not_grow_with_schools(
        self, make_school, street, attach, today, django_assert_num_queries
    ):
        place = selectors.place_at(street.register_id, "")
        for count in (1, 5):
            for number in range(count):
                attach(make_school(f"{count}{number}"), street)
            with django_assert_num_queries(1):
                selectors.schools_serving(place, today)


class TestZoneOf:
    @pytest.mark.rule("R60", "R81")
    def test_in_zone_by_street_and_by_house_with_the_reason(self, school, street, make_house, attach, today):
        house = make_house(street, "39")
        attach(school, house)
        zone, why = selectors.zone_of(school.pk, street_id=street.pk, building_id=house.pk, on=today)
        assert zone == "in_zone"
        assert "39" in why
        attach(school, street)
        zone, why = selectors.zone_of(school.pk, street_id=street.pk, on=today)
        assert zone == "in_zone"
        assert "Е 117" in why

    def test_another_schools_street_is_out_of_zone(self, school, make_school, street, attach, today):
        attach(make_school("084"), street)
        assert selectors.zone_of(school.pk, street_id=street.pk, on=today).zone_type == "out_of_zone"

    def test_no_address_is_out_of_zone(self, school, today):
        assert selectors.zone_of(school.pk, street_id=None, on=today).zone_type == "out_of_zone"


class TestStreetsOf:
    @pytest.mark.rule("R82", "R83", "R84")
    def test_own_addresses_by_street_houses_in_order(
        self, school, make_school, street, make_house, attach, today
    ):
        for number in ("39", "3/1", "5"):
            attach(school, make_house(street, number))
        attach(school, street)
        attach(make_school("084"), street)
        [territory] = selectors.streets_of(school.pk, today)
        assert territory.street == street
        assert territory.is_whole
        assert [house.number for house in territory.buildings] == ["3/1", "5", "39"]

    def test_queries_do_not_grow_with_streets(
        self, school, make_street, attach, today, django_assert_num_queries
    ):
        for size in (1, 6):
            for number in range(size):
                attach(school, make_street(f"А {size}{number}"))
            with django_assert_num_queries(1):
                [territory.street.full_title for territory in selectors.streets_of(school.pk, today)]


class TestConstraints:
    """What no code can get past."""

    def refused(self, name, **facts):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Attachment.objects.create(**facts)
            with transaction.get_connection().cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def test_one_live_attachment_of_a_house_and_of_a_street(self, school, street, make_house, attach, today):
        house = make_house(street, "39")
        attach(school, street, house)
        facts = {"school": school, "street": street, "starts_on": today + DAY}
        self.refused("one_live_per_building", building=house, **facts)
        self.refused("one_live_per_street", **facts)

    def test_a_house_stands_on_its_street(self, school, street, make_street, make_house, today):
        elsewhere = make_house(make_street("Е 767"), "1")
        self.refused("building_on_street", school=school, street=street, building=elsewhere, starts_on=today)

    def test_an_end_is_not_before_the_start(self, school, street, today):
        self.refused(
            "ends_not_before_start", school=school, street=street, starts_on=today, ends_on=today - DAY
        )

    def test_when_the_register_moves_a_house_its_attachment_follows(
        self, school, street, make_street, make_house, attach, today
    ):
        house = make_house(street, "39")
        attach(school, house)
        house.street = make_street("Е 767")
        house.save()
        assert Attachment.objects.get().street == house.street
