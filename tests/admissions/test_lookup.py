"""«Найти школу по адресу»: what a visitor sees without signing in."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from admissions.models import Campaign
from limits.models import ClassLimit, SchoolYear
from microdistrict.models import Building
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.demo.addresses import attach_territories, take_town
from oqu.world import SCHOOLS
from oqu.world.town import house, street
from staff.models import School

KATO = "710000000"


@pytest.fixture
def town(db):
    """The demo town with its schools: 032 has 100 Kazakh seats, 012 has no free outside seat in Kazakh."""
    with acting(Actor.system("tests")):
        year = SchoolYear.objects.create(starts_in=2026)
        now = clock.now()
        Campaign.objects.create(
            school_year=year,
            region_kato=KATO,
            opens_at=now - dt.timedelta(days=30),
            closes_at=now + dt.timedelta(days=30),
        )
        for fact in SCHOOLS:
            school = School.objects.create(
                code=fact.code,
                name_ru=fact.name_ru,
                name_kk=fact.name_kk,
                name_en=fact.name_en,
                region_kato=fact.region_kato,
                settlement_kato=fact.settlement_kato,
                address_ru=fact.address_ru,
                phone=fact.phone,
            )
            for limit in fact.limits:
                taken = 2 if limit.total == 8 else 0
                ClassLimit.objects.create(
                    school=school,
                    school_year=year,
                    language=limit.language,
                    total=limit.total,
                    class_count=limit.classes,
                    used=taken,
                    outside_used=taken,
                )
        take_town()
        attach_territories(since=clock.today())


@pytest.fixture
def ask(client, town):
    def ask(street="", house="", **more):
        values = {"street": street, "house": house, **more}
        return client.get(reverse("admissions:lookup"), values)

    return ask


def schools(answer, which):
    return [entry.school.code for entry in getattr(answer.context["found"], which)]


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


class TestFindsTheSchool:
    @pytest.mark.rule("R60", "R81")
    def test_own_school_first_then_others_with_free_outside_seats_first(self, ask):
        answer = ask("Е 117", "39")
        assert schools(answer, "own") == ["032"]
        assert schools(answer, "others") == ["084", "012"]
        assert words(answer).index("Школа-гимназия № 32") < words(answer).index("Школа-лицей № 84")

    @pytest.mark.parametrize("typed", ["мангилик", "Мәңгілік Ел", "mangilik el", "просп. Мангилик Ел"])
    def test_any_spelling_of_the_street_will_do(self, ask, typed):
        assert schools(ask(typed, "37/1"), "own") == ["032"]

    @pytest.mark.rule("A29")
    def test_both_schools_of_a_shared_street(self, ask):
        assert schools(ask("Хусейна бен Талала", "6/1"), "own") == ["032", "084"]

    def test_a_house_nobody_serves_says_so_and_still_offers_schools(self, ask):
        answer = ask("Жибек жолы", "4/1")
        assert schools(answer, "own") == []
        assert len(schools(answer, "others")) == 3
        assert "tel:" in answer.content.decode()

    def test_house_by_house_territory(self, ask):
        assert schools(ask("Есиль", "9"), "own") == ["084"]
        assert schools(ask("Есиль", "11"), "own") == []

    def test_a_house_the_register_does_not_have_counts_by_its_street(self, ask):
        answer = ask("Е 117", "999")
        assert schools(answer, "own") == ["032"]
        assert answer.context["place"].building is None

    def test_the_way_to_an_application_names_school_and_house(self, ask):
        link = f"{reverse('admissions:draft-start')}?school=032&amp;building={house(1, '39').rca}"
        assert link in ask("Е 117", "39").content.decode()

    def test_seats_of_the_moment(self, ask):
        entry = ask("Е 117", "39").context["found"].others[1]
        assert entry.school.code == "012"
        assert {each.language: each.seats.outside_free for each in entry.languages} == {"kk": 0, "ru": 6}

    def test_queries_do_not_grow_with_schools(self, ask, django_assert_max_num_queries):
        with django_assert_max_num_queries(20) as first:
            ask("Е 117", "39")
        with acting(Actor.system("tests")):
            for number in range(5):
                School.objects.create(
                    code=f"9{number}",
                    name_ru="Школа",
                    name_kk="Мектеп",
                    region_kato=KATO,
                    settlement_kato=KATO,
                )
        with django_assert_max_num_queries(len(first)):
            ask("Е 117", "39")


class TestHelpsToFindTheStreet:
    def test_several_streets_are_offered_as_links_that_keep_the_house(self, ask):
        answer = ask("батыра", "5")
        assert answer.context["found"] is None
        links = re.findall(r'href="(/schools/\?[^"]*street_id[^"]*)"', answer.content.decode())
        assert len(links) == 2
        assert all("house=5" in link for link in links)

    def test_the_offered_link_answers(self, ask):
        kobylandy = street(8)
        answer = ask("Кобыланды батыра", "5", street_id=kobylandy.id, settlement=KATO)
        assert schools(answer, "own") == ["032"]

    def test_one_name_twice_is_told_apart_by_the_kind(self, ask):
        assert ask("Самал", "3").context["found"] is None
        assert ask("переулок Самал", "3").context["place"].street.register_id == street(23).id

    def test_a_choice_does_not_outlive_other_words(self, ask):
        answer = ask("Абая", "5", street_id=street(8).id)
        assert answer.context["place"].street.register_id == street(14).id

    def test_a_slip_is_guessed(self, ask):
        answer = ask("мангелик", "5")
        assert "Мангилик Ел" in words(answer)
        assert answer.context["found"] is None

    def test_an_unknown_street_and_an_empty_form_say_what_to_do(self, ask):
        for answer in (ask("щщщ", "5"), ask("", "")):
            assert answer.status_code == 200
            assert answer.context["form"].errors
            assert "tel:" in answer.content.decode()

    def test_streets_by_letter(self, client, town):
        answer = client.get(reverse("admissions:lookup"), {"letter": "Ш"})
        assert "Шокана Уалиханова" in words(answer)

    def test_the_list_while_typing_is_the_same_links(self, client, town):
        answer = client.get(reverse("admissions:lookup-streets"), {"settlement": KATO, "street": "манг"})
        assert "Мангилик Ел" in words(answer)
        assert "<html" not in answer.content.decode()

    @pytest.mark.parametrize("settlement", ["", "999999999", "x" * 40])
    def test_a_settlement_nobody_knows_is_no_crash(self, client, town, settlement):
        for name in ("lookup", "lookup-streets"):
            values = {"settlement": settlement, "street": "Абая", "house": "5"}
            assert client.get(reverse(f"admissions:{name}"), values).status_code == 200


def test_an_obsolete_number_is_told(ask):
    Building.objects.filter(rca=house(1, "39").rca).update(is_actual=False)
    assert ask("Е 117", "39").context["place"].building.is_actual is False


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_before_anything_is_asked(client, town, language, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.get(reverse("admissions:lookup"))
    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.content.decode()


def test_an_empty_register_is_no_crash(client, db):
    assert client.get(reverse("admissions:lookup")).status_code == 200
    assert client.get(reverse("admissions:lookup"), {"street": "Абая", "house": "1"}).status_code == 200


def test_schools_without_limits_and_dates_say_so(ask):
    with acting(Actor.system("tests")):
        ClassLimit.objects.all().delete()
        Campaign.objects.all().delete()
    entry = ask("Е 117", "39").context["found"].own[0]
    assert entry.languages == []


def test_the_demo_town_is_taken_once(town):
    assert take_town().rows_written == 0
