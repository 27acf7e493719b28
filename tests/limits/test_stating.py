"""«Добавить» and «Сохранить»: one limit a parallel, never below what is taken, never over somebody's numbers."""

import pytest

from limits import selectors, services
from limits.models import ClassLimit, LimitChange
from limits.policies import ZoneType
from limits.services import Told
from oqu.core.acting import acting
from oqu.core.errors import Forbidden, NotFound
from staff.states import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
YEAR = make.YEAR


def add(by, *, total=100, classes=4, language="kk", year=YEAR):
    return services.add_limit(
        school_year=year, language=language, told=Told(total, classes), by=by, now=make.NOW
    )


def change(by, total, classes=2, *, version=1, language="kk", year=YEAR):
    return services.change_limit(
        school_year=year,
        language=language,
        told=Told(total, classes),
        version=version,
        by=by,
        now=make.NOW,
    )


def stated(school, language="kk"):
    row = ClassLimit.objects.get(school=school, language=language)
    return row.total, row.class_count


class TestAdding:
    @pytest.mark.rule("R57", "R60", "R61")
    def test_a_parallel_is_school_year_grade_and_language(self, school, director):
        limit = add(director, total=40)

        assert (limit.school_id, limit.school_year_id, limit.grade, limit.language) == (
            school.pk,
            YEAR,
            1,
            "kk",
        )
        assert (limit.seats.outside_quota, limit.seats.inside_quota) == (10, 30)
        assert (limit.policy_name, limit.policy_version) == ("static_quarter", 1)

    @pytest.mark.rule("R58")
    def test_each_language_has_its_own_and_a_second_one_is_refused_with_the_numbers(self, school, director):
        add(director)
        add(director, language="ru", total=50)

        with pytest.raises(services.ParallelExists) as refusal:
            add(director, total=60)

        assert refusal.value.context == {"year": "2026-2027", "total": 100, "classes": 4}
        assert (stated(school), stated(school, "ru")) == ((100, 4), (50, 4))

    @pytest.mark.rule("R76", "A25", "D15")
    def test_what_an_acceptance_made_first_is_stated_and_keeps_what_is_taken(self, school, director):
        with acting(make.SYSTEM):
            for _ in range(3):
                services.take_seat(
                    school_id=school.pk, school_year=YEAR, language="kk", zone=ZoneType.IN_ZONE
                )

        with pytest.raises(services.BelowTaken):
            add(director, total=2, classes=1)
        limit = add(director, total=3, classes=1)

        assert (limit.total, limit.used) == (3, 3)

    @pytest.mark.rule("R180")
    def test_a_year_that_is_over_takes_none(self, director):
        with acting(make.SYSTEM):
            make.SchoolYear.objects.create(starts_in=2024)

        with pytest.raises(services.YearIsPast):
            add(director, year=2024)

    def test_a_year_that_the_ministry_did_not_open_takes_none(self, director):
        with pytest.raises(services.YearNotOpened):
            add(director, year=2030)

    @pytest.mark.rule("R75")
    def test_an_unknown_language(self, director):
        with pytest.raises(services.UnknownLanguage):
            add(director, language="en")


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        (Told(0, 1), services.ImpossibleSeats),
        (Told(-1, 1), services.ImpossibleSeats),
        (Told(10_000, 4), services.ImpossibleSeats),
        (Told(10**30, 4), services.ImpossibleSeats),
        (Told(40, 0), services.ImpossibleClasses),
        (Told(400, 100), services.ImpossibleClasses),
        (Told(3, 4), services.MoreClassesThanSeats),
    ],
)
def test_impossible_numbers_are_neither_added_nor_saved(school, director, told, refusal):
    make.limit(school)

    with pytest.raises(refusal):
        add(director, total=told.total, classes=told.class_count, language="ru")
    with pytest.raises(refusal):
        change(director, told.total, told.class_count)

    assert stated(school) == (40, 2)


class TestEditing:
    @pytest.mark.rule("R76")
    @pytest.mark.parametrize("total", [40, 41])
    def test_down_to_what_is_taken_and_no_further(self, school, director, total):
        make.limit(school, total=100, used=40, outside_used=9)

        assert change(director, total).total == total

    @pytest.mark.rule("R76", "A11")
    def test_below_what_is_taken_is_refused_with_the_numbers(self, school, director):
        make.limit(school, total=100, used=40, outside_used=9)

        with pytest.raises(services.BelowTaken) as refusal:
            change(director, 39)

        assert refusal.value.context == {"total": 39, "used": 40, "inside": 31, "outside": 9}
        assert stated(school) == (100, 2)
        with acting(director, read_only=True):
            assert not LimitChange.objects.exists()

    @pytest.mark.rule("R76", "R78", "R127")
    def test_the_quarter_may_go_below_those_from_outside_and_then_nobody_else_comes(self, school, director):
        make.limit(school, total=40, used=20, outside_used=9)
        assert change(director, 36).seats.outside_free == 0

        limit = change(director, 32, version=2)

        assert (limit.seats.outside_quota, limit.seats.outside_free) == (8, 0)
        with pytest.raises(services.OutsideSeatsTaken):
            services.check_can_take_seat(limit.seats, ZoneType.OUT_OF_ZONE)

    @pytest.mark.rule("R78")
    def test_more_seats_let_an_application_from_outside_in_at_once(self, school, director):
        make.limit(school, total=4, used=1, outside_used=1)

        limit = change(director, 8)

        services.check_can_take_seat(limit.seats, ZoneType.OUT_OF_ZONE)

    def test_the_second_of_two_loses_nothing_and_sees_both(self, school, director):
        make.limit(school, total=40)
        change(director, 50)

        with pytest.raises(services.ChangedMeanwhile) as refusal:
            change(director, 60)

        assert refusal.value.context == {"total": 50, "classes": 2, "version": 2}
        assert stated(school) == (50, 2)
        assert change(director, 60, version=2).total == 60

    def test_saved_as_it_is_nothing_happens_however_old_the_page(self, school, director):
        make.limit(school, total=40)
        change(director, 50)

        assert change(director, 50, version=1).version == 2
        with acting(director, read_only=True):
            assert LimitChange.objects.count() == 1

    def test_a_seat_taken_meanwhile_does_not_make_a_page_old(self, school, director):
        make.limit(school, total=40)
        with acting(make.SYSTEM):
            services.take_seat(school_id=school.pk, school_year=YEAR, language="kk", zone=ZoneType.IN_ZONE)

        assert change(director, 50).used == 1

    @pytest.mark.rule("R180")
    def test_a_year_that_is_over_stays(self, school, director):
        limit = make.limit(school)
        with acting(make.SYSTEM):
            make.SchoolYear.objects.create(starts_in=2025)
            ClassLimit.objects.filter(pk=limit.pk).update(school_year=2025)

        # 2025-2026 ends on 1 September
        assert change(director, 50, year=2025).total == 50
        with pytest.raises(services.YearIsPast):
            services.change_limit(
                school_year=2025,
                language="kk",
                told=Told(60, 2),
                version=2,
                by=director,
                now=make.NOW.replace(month=9, day=1),
            )

    def test_a_parallel_that_is_not_there(self, director):
        with pytest.raises(NotFound):
            change(director, 50, language="uz")


class TestRights:
    @pytest.mark.rule("R36", "R43", "R56")
    @pytest.mark.parametrize("role", [Role.DIRECTOR, Role.OSO_STAFF])
    def test_director_and_passport_officer(self, school, role):
        assert add(make.actor(make.member(school, role))).total == 100

    @pytest.mark.rule("R56")
    def test_nobody_else(self, school):
        nowhere = make.Actor("school", make.person().pk, role=Role.DIRECTOR)
        for actor in (make.executor(school), make.Actor.parent(make.person().pk), make.SYSTEM, nowhere):
            with pytest.raises(Forbidden):
                add(actor)
        assert not ClassLimit.objects.exists()

    @pytest.mark.rule("R84")
    def test_another_school_has_no_address_here(self, school, director):
        make.limit(school)

        with pytest.raises(NotFound):
            change(make.director(make.school()), 50)

    def test_nor_does_the_database_let_it(self, school):
        limit, stranger = make.limit(school), make.director(make.school())

        with pytest.raises(Exception, match="row-level security"), acting(stranger):
            ClassLimit.objects.filter(pk=limit.pk).update(total=1)


class TestHistory:
    @pytest.mark.rule("R162")
    def test_each_statement_is_kept_with_what_it_was_and_what_was_taken(self, school):
        member = make.member(school, Role.DIRECTOR)
        by = make.actor(member)
        add(by, total=100)
        with acting(make.SYSTEM):
            services.take_seat(
                school_id=school.pk, school_year=YEAR, language="kk", zone=ZoneType.OUT_OF_ZONE
            )
        limit = change(by, 80, 4, version=2)

        with acting(by, read_only=True):
            newest, first = selectors.statements_of(limit)

        assert (newest.total_before, newest.total, newest.used) == (100, 80, 1)
        assert (first.total_before, first.total, first.class_count) == (None, 100, 4)
        assert newest.who == member.person.full_name

    def test_it_cannot_be_rewritten(self, school, director):
        add(director)

        with pytest.raises(Exception, match="append-only"), acting(director):
            LimitChange.objects.update(total=1)

    def test_its_commitment_tells_nothing_and_fits(self, director):
        add(director)
        with acting(director, read_only=True):
            row = LimitChange.objects.get()

        assert b'"event":"limit_changed"' in bytes(row.canonical)
        assert b'"nonce"' in bytes(row.canonical)
        assert len(row.commitment) == 64

    @pytest.mark.rule("R56")
    def test_neither_executors_nor_other_schools_read_it(self, school, director):
        add(director)

        for stranger in (make.executor(school), make.director(make.school()), make.Actor.public()):
            with acting(stranger, read_only=True):
                assert not LimitChange.objects.exists()


class TestPutting:
    """What programs do: state what is not stated, change what they have read."""

    def test_without_a_version_only_what_nobody_stated(self, director):
        def put(total, version):
            return services.put_limit(
                school_year=YEAR,
                language="kk",
                told=Told(total, 4),
                version=version,
                by=director,
                now=make.NOW,
            )

        limit = put(100, None)
        with pytest.raises(services.ParallelExists):
            put(90, None)
        with pytest.raises(services.ChangedMeanwhile):
            put(90, limit.version - 1)
        assert put(90, limit.version).total == 90
