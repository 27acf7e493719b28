"""«Открепить», «Вернуть» and what the history tells of them."""

import datetime as dt

import pytest

from microdistrict import selectors, services
from microdistrict.models import Attachment
from oqu.core.errors import Forbidden, NotFound
from tests import factories as make

DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def director(school):
    return make.director(school)


@pytest.fixture
def rows(school, street, make_house, attach, now):
    """Three houses, attached ten days ago."""
    attach(school, *(make_house(street, number) for number in ("37", "39", "41")), since=now - 10 * DAY)
    return list(Attachment.objects.order_by("building__whole"))


@pytest.fixture
def detach(school, director, now):
    def detach(*rows, by=director, at=now, of=None):
        return services.detach_addresses(
            school_id=(of or school).pk, attachment_ids=[row.pk for row in rows], by=by, now=at
        )

    return detach


@pytest.fixture
def restore(school, director, now):
    def restore(*, by=director, at=now, detached_at=now):
        return services.restore_addresses(school_id=school.pk, detached_at=detached_at, by=by, now=at)

    return restore


def serving(school, today):
    return sorted(row.building.number for row in Attachment.objects.serving_on(today).filter(school=school))


@pytest.mark.rule("R90")
class TestDetach:
    def test_leaves_at_once_and_the_past_stays_explained(self, detach, school, street, rows, today):
        assert len(detach(rows[1])) == 1
        assert serving(school, today) == ["37", "41"]
        place = selectors.place_at(street.register_id, "39")
        assert selectors.schools_serving(place, today) == []
        assert [each.school_id for each in selectors.schools_serving(place, today - DAY)] == [school.pk]
        zone = selectors.zone_of(
            school.pk, street_id=street.pk, building_id=place.building.pk, on=today - DAY
        )
        assert zone.zone_type == "in_zone"

    def test_a_second_press_changes_nothing(self, detach, rows, now):
        detach(rows[0])
        assert detach(rows[0], at=now + DAY) == []
        rows[0].refresh_from_db()
        assert rows[0].detached_at == now

    def test_an_address_that_would_serve_later_never_serves(
        self, detach, school, street, attach, make_house, now
    ):
        attach(school, make_house(street, "43"), since=now + 5 * DAY)
        row = Attachment.objects.get(building__number="43")
        detach(row)
        assert not Attachment.objects.serving_on(row.starts_on + DAY).filter(pk=row.pk).exists()

    def test_rows_of_another_school_are_not_known(self, detach, make_school, rows):
        other = make_school("084")
        with pytest.raises(NotFound):
            detach(*rows, by=make.director(other), of=other)
        assert not Attachment.objects.filter(ends_on__isnull=False).exists()

    def test_not_by_an_executor_and_not_for_another_school(self, detach, school, make_school, rows):
        for stranger in (make.executor(school), make.director(make_school("084"))):
            with pytest.raises(Forbidden):
                detach(*rows, by=stranger)

    def test_nothing_chosen(self, detach):
        with pytest.raises(services.NothingChosen):
            detach()


@pytest.mark.rule("R90")
class TestUndo:
    def test_brings_back_what_one_press_took_and_no_more(self, detach, restore, school, rows, today, now):
        detach(rows[0], at=now - MINUTE)
        detach(rows[1], rows[2])
        assert restore() == 2
        assert serving(school, today) == ["39", "41"]
        assert selectors.history_of(school.pk)[0].at == now - MINUTE

    def test_not_after_ten_minutes(self, detach, restore, rows, now):
        detach(rows[0])
        with pytest.raises(services.UndoIsOver):
            restore(at=now + services.UNDO + MINUTE)

    def test_not_what_was_attached_anew(self, detach, restore, attach, school, rows):
        detach(rows[0])
        attach(school, rows[0].building)
        with pytest.raises(services.UndoIsOver):
            restore()

    def test_not_what_nobody_detached(self, restore, rows):
        with pytest.raises(services.UndoIsOver):
            restore()

    def test_is_offered_to_who_pressed_for_ten_minutes(self, detach, school, director, rows, now):
        detach(rows[0], rows[1])
        offered = selectors.just_detached(school.pk, director.person_id, since=now - services.UNDO)
        assert {row.building.number for row in offered.rows} == {"37", "39"}
        assert selectors.just_detached(school.pk, director.person_id, since=now + MINUTE) is None
        assert selectors.just_detached(school.pk, make.person().pk, since=now - services.UNDO) is None


class TestHistory:
    def test_tells_who_when_and_from_which_day_the_newest_first(
        self, detach, school, director, street, rows, now, today
    ):
        services.attach_addresses(
            school_id=school.pk, street_ids=[street.pk], by=director, now=now - MINUTE, starts_on=today + DAY
        )
        detach(rows[0], rows[1])
        told = [
            (event.is_attached, event.is_whole, event.houses, event.starts_on, bool(event.who))
            for event in selectors.history_of(school.pk)
        ]
        assert told == [
            (False, False, 2, today, True),
            (True, True, 0, today + DAY, True),
            (True, False, 3, today - 10 * DAY, False),
        ]

    def test_queries_do_not_grow(self, detach, school, rows, same_query_count):
        detach(rows[0])
        same_query_count(lambda: selectors.history_of(school.pk), lambda: detach(rows[1], rows[2]))
