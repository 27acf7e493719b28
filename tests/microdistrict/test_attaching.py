"""«Прикрепить»: what a school may take into its microdistrict, and what it is told."""

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, ProgrammingError, connections, transaction

from microdistrict import selectors, services
from microdistrict.models import Attachment, Settlement, Street
from microdistrict.services import _attach
from oqu.core.acting import Actor, acting
from oqu.core.errors import Forbidden
from tests import factories as make

DAY = dt.timedelta(days=1)
SYSTEM = Actor.system("tests")


@pytest.fixture
def take(school, now):
    """The school's director attaches: streets, houses, and what else is told."""
    director = make.director(school)

    def take(*, streets=(), houses=(), by=director, at=None, **more):
        return services.attach_addresses(
            school_id=(at or school).pk,
            street_ids=[each.pk for each in streets],
            building_ids=[each.pk for each in houses],
            by=by,
            now=now,
            **more,
        )

    return take


class TestAttach:
    @pytest.mark.rule("R80", "R83", "R86")
    def test_several_at_once_streets_and_houses_and_again_changes_nothing(
        self, take, street, make_street, make_house
    ):
        ask = {
            "streets": [street, make_street("Е 767")],
            "houses": [make_house(street, "37"), make_house(street, "39")],
        }
        assert take(**ask) == 4
        assert take(**ask) == 0

    @pytest.mark.rule("R36", "R43", "R79", "A12")
    def test_by_the_director_and_by_the_passport_officer_only(self, take, school, other, street, make_house):
        oso = make.actor(make.member(school, make.Role.OSO_STAFF))
        assert take(houses=[make_house(street, "1")], by=oso) == 1
        for stranger in (
            make.executor(school),
            make.director(other),
            Actor.parent(make.person().pk),
            Actor.public(),
        ):
            with pytest.raises(Forbidden):
                take(streets=[street], by=stranger)

    @pytest.mark.rule("R89")
    def test_an_address_of_another_settlement_is_refused_by_its_id_and_nothing_is_attached(
        self, take, street, make_street, make_house
    ):
        village = Settlement.objects.create(
            kato="116653100", kind_ru="Село", kind_kk="ауылы", name_ru="Талапкер", name_kk="Талапкер"
        )
        foreign = make_house(make_street("Абая", settlement=village, district=None), "1")
        for ask in ({"streets": [street, foreign.street]}, {"houses": [foreign]}):
            with pytest.raises(services.ForeignAddress):
                take(**ask)
        assert not Attachment.objects.exists()

    @pytest.mark.parametrize("ask", [{"street_ids": [404]}, {"building_ids": [404]}])
    def test_an_address_that_does_not_exist_is_refused(self, school, ask, now):
        with pytest.raises(services.UnknownAddress) as refusal:
            services.attach_addresses(school_id=school.pk, **ask, by=make.director(school), now=now)
        assert refusal.value.code == "microdistrict.unknown_address"

    def test_nothing_chosen(self, take):
        with pytest.raises(services.NothingChosen):
            take()

    def test_from_a_day_to_come(self, take, school, street, today):
        take(streets=[street], starts_on=today + 5 * DAY)
        place = selectors.place_at(street.register_id, "")
        served = {day: bool(selectors.schools_serving(place, today + day * DAY)) for day in (0, 4, 5)}
        assert served == {0: False, 4: False, 5: True}

    def test_not_from_a_day_that_is_over(self, take, street, today):
        """It would change what explains decisions that were made."""
        with pytest.raises(services.StartsInThePast):
            take(streets=[street], starts_on=today - DAY)


class TestOfAnotherSchool:
    @pytest.mark.rule("A29")
    @pytest.mark.parametrize("theirs", ["street", "house"])
    @pytest.mark.parametrize("mine", ["street", "house"])
    def test_is_told_first_and_attached_when_meant(
        self, take, attach, other, street, make_house, theirs, mine
    ):
        house = make_house(street, "39")
        attach(other, house if theirs == "house" else street)
        ask = {"houses": [house]} if mine == "house" else {"streets": [street]}
        with pytest.raises(services.ServedByAnotherSchool) as refusal:
            take(**ask)
        assert refusal.value.context == {"count": 1, "schools": other.name}
        assert take(**ask, shared=True) == 1

    def test_houses_that_are_free_are_not_theirs(self, take, attach, other, street, make_house):
        attach(other, make_house(street, "39"))
        assert take(houses=[make_house(street, "41")]) == 1

    def test_what_they_will_serve_counts_and_what_they_left_does_not(
        self, take, attach, other, street, make_street, now, today
    ):
        left = make_street("Е 767")
        attach(other, left, since=now - 2 * DAY)
        [row] = Attachment.objects.all()
        services.detach_addresses(school_id=other.pk, attachment_ids=[row.pk], by=SYSTEM, now=now - DAY)
        assert take(streets=[left]) == 1
        attach(other, street, since=now + DAY)
        with pytest.raises(services.ServedByAnotherSchool):
            take(streets=[street])


@pytest.mark.rule("A29")
@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    """Two schools take one house in the same instant: the second is told of the first."""

    def together(self, actors, now):
        """What each of them is answered when all press at once."""
        with acting(SYSTEM):
            town = Settlement.objects.create(
                kato="710000000", kind_ru="Город", kind_kk="қаласы", name_ru="Астана", name_kk="Астана"
            )
            words = {"kind_ru": "улица", "kind_kk": "көшесі", "name_ru": "Е 117", "name_kk": "Е 117"}
            street = Street.objects.create(settlement=town, register_id="G1", **words)
        start = threading.Barrier(len(actors))
        answers = []

        def press(actor):
            start.wait()
            try:
                added = services.attach_addresses(
                    school_id=actor.school_id, street_ids=[street.pk], by=actor, now=now
                )
                answers.append("attached" if added else "there already")
            except services.ServedByAnotherSchool:
                answers.append("told")
            finally:
                connections.close_all()

        threads = [threading.Thread(target=press, args=[actor]) for actor in actors]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(answers)

    def two_schools(self):
        return [make.director(make.school(code)) for code in ("032", "084")]

    def test_one_takes_it_the_other_is_told(self, now):
        assert self.together(self.two_schools(), now) == ["attached", "told"]

    def test_without_the_lock_both_take_it_unknowing(self, now, monkeypatch):
        """The control: the lock is what the test above rests on."""
        meet = threading.Barrier(2, timeout=20)
        look = _attach._check_nobody_else

        def look_together(*asked):
            look(*asked)
            meet.wait()

        monkeypatch.setattr(_attach, "_check_nobody_else", look_together)
        monkeypatch.setattr(Street.objects, "select_for_update", lambda **_: Street.objects.all())
        assert self.together(self.two_schools(), now) == ["attached", "attached"]

    def test_two_people_of_one_school_attach_it_once(self, now):
        school = make.school("032")
        people = [make.director(school), make.actor(make.member(school, make.Role.OSO_STAFF))]
        assert self.together(people, now) == ["attached", "there already"]


class TestTheDatabaseKeepsIt:
    def test_no_school_writes_rows_of_another(self, school, other, street, today):
        """Row-level security: not even a view that forgot to ask."""
        director = make.director(school)
        with (
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
            acting(director),
        ):
            Attachment.objects.create(school=other, street=street, starts_on=today)
        with acting(SYSTEM):
            Attachment.objects.create(school=other, street=street, starts_on=today)
        with acting(director):
            assert Attachment.objects.filter(school=other).count() == 1  # everybody may know
            assert Attachment.objects.filter(school=other).update(ends_on=today) == 0

    def test_an_address_is_attached_once_on_any_day(self, school, street, today):
        facts = {"school": school, "street": street}
        Attachment.objects.create(**facts, starts_on=today, ends_on=today + 5 * DAY)
        with pytest.raises(IntegrityError, match="once_a_day"), transaction.atomic():
            Attachment.objects.create(**facts, starts_on=today + 4 * DAY)
        Attachment.objects.create(**facts, starts_on=today + 5 * DAY)
