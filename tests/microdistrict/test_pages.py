"""The pages of «Микроучасток»: what they show, what they send, what they refuse."""

import pytest
from django.urls import reverse

from microdistrict import services
from microdistrict.models import Attachment, Settlement, Street
from oqu.core import clock
from staff.states import Role
from tests import factories as make


@pytest.fixture(autouse=True)
def _clock(now):
    with clock.stopped_at(now):
        yield


@pytest.fixture
def street(make_street, make_house):
    """Е 117 with the houses 1-6."""
    street = make_street("Е 117")
    for number in range(1, 7):
        make_house(street, str(number))
    return street


@pytest.fixture
def house(street):
    """A house of Е 117 by its number."""
    return lambda number: street.buildings.get(number=str(number))


@pytest.fixture
def as_(client, school):
    """The client, signed in at the school in this role."""

    def as_(role, language="ru"):
        membership = make.member(school, role)
        client.force_login(membership.person)
        session = client.session
        session["role"] = str(membership.pk)
        session.save()
        client.cookies["oqu_lang"] = language
        return client

    return as_


@pytest.fixture
def director(as_):
    return as_(Role.DIRECTOR)


def page(client, name, *args, **query):
    return client.get(reverse(f"microdistrict:{name}", args=args), query)


def text(response):
    return " ".join(response.content.decode().split())


class TestList:
    @pytest.mark.rule("R36", "R43", "R79", "A12")
    @pytest.mark.parametrize(
        ("role", "status"), [(Role.DIRECTOR, 200), (Role.OSO_STAFF, 200), (Role.EXECUTOR, 403)]
    )
    def test_for_the_director_and_the_passport_officer(self, as_, role, status):
        client = as_(role)
        assert {page(client, name).status_code for name in ("list", "add", "check", "history")} == {status}

    @pytest.mark.rule("R82", "R83", "R84")
    def test_full_addresses_of_the_own_school_only(
        self, director, attach, school, other, street, make_street, house
    ):
        attach(school, make_street("Е 767"), house(3))
        attach(other, make_street("Абая"))
        shown = text(page(director, "list"))
        assert "Город республиканского значения Астана, Район в городе Есиль, Улица Е 767<" in shown
        assert "Город республиканского значения Астана, Район в городе Есиль, Улица Е 117, Дом 3<" in shown
        assert "Абая" not in shown

    def test_in_kazakh(self, as_, attach, school, house):
        attach(school, house(3))
        shown = text(page(as_(Role.OSO_STAFF, language="kk"), "list"))
        assert "Астана республикалық маңызы бар қаласы, Есіл қала ішіндегі аудан, Е 117 көшесі, 3 үй" in shown

    def test_houses_in_ranges(self, director, attach, school, house):
        attach(school, *(house(number) for number in (1, 2, 3, 6)))
        [view] = page(director, "list").context["streets"]
        assert view.ranges == "1–3, 6"

    def test_search_inside(self, director, attach, school, make_street):
        attach(school, make_street("Мангилик Ел", "Мәңгілік Ел"), make_street("Достык", "Достық"))
        found = page(director, "list", q="мәңгілік").context["streets"]
        assert [view.street.name_ru for view in found] == ["Мангилик Ел"]

    def test_queries_do_not_grow(self, director, attach, school, make_street, make_house, same_query_count):
        def grow(names):
            for name in names:
                attach(school, make_house(make_street(name), "1"))

        grow("А")
        same_query_count(lambda: page(director, "list"), lambda: grow("БВГДЕЖ"))


class TestAdd:
    @pytest.mark.rule("R85", "R88")
    def test_finds_streets_of_the_own_settlement_with_what_is_free(
        self, director, attach, other, street, house
    ):
        attach(other, house(1))
        village = Settlement.objects.create(
            kato="116653100", kind_ru="Село", kind_kk="ауылы", name_ru="Талапкер", name_kk="Талапкер"
        )
        Street.objects.create(
            settlement=village,
            register_id="G404",
            kind_ru="улица",
            kind_kk="көшесі",
            name_ru="Е 117",
            name_kk="Е 117",
        )
        [view] = page(director, "add", q="е117").context["streets"]
        assert (view.street, len(view.free), len(view.taken)) == (street, 5, 1)

    @pytest.mark.rule("R86", "R87")
    def test_several_streets_as_a_whole(self, director, school, make_street):
        streets = [make_street("А 1"), make_street("А 2")]
        answer = director.post(reverse("microdistrict:add"), {"street": [each.pk for each in streets]})
        assert answer.status_code == 302
        assert set(school.attachments.values_list("street_id", "building_id")) == {
            (s.pk, None) for s in streets
        }

    @pytest.mark.rule("A29")
    def test_a_street_of_another_school_is_told_and_attached_when_pressed_once_more(
        self, director, attach, school, other, street
    ):
        attach(other, street)
        told = director.post(reverse("microdistrict:add"), {"street": street.pk, "q": "е 117"})
        assert told.status_code == 409
        assert other.name in text(told).replace("&quot;", '"')
        assert f'value="{street.pk}" checked' in text(told)
        director.post(reverse("microdistrict:add"), {"street": street.pk, "shared": "1"})
        assert school.attachments.get().street == street

    @pytest.mark.parametrize("sent", [{}, {"street": "404"}, {"street": "1; drop"}, {"street": "9" * 30}])
    def test_what_was_not_on_the_page_is_refused(self, director, sent):
        answer = director.post(reverse("microdistrict:add"), sent)
        assert answer.status_code in {404, 422}
        assert not Attachment.objects.exists()

    def test_while_typing_only_the_list_comes(self, director, street):
        answer = director.get(reverse("microdistrict:add"), {"q": "е 117"}, headers={"HX-Request": "true"})
        assert "<html" not in text(answer)
        assert street.register_id in text(answer)

    def test_queries_do_not_grow(self, director, make_street, make_house, same_query_count):
        def grow(numbers):
            for number in numbers:
                make_house(make_street(f"А {number}"), "1")

        grow([10])
        same_query_count(lambda: page(director, "add", q="а"), lambda: grow([11, 12, 13]))


class TestHouses:
    @pytest.mark.rule("R85")
    @pytest.mark.parametrize(
        ("query", "picked"),
        [
            ({}, []),
            ({"pick": "free"}, [1, 2, 3, 4, 6]),
            ({"pick": "odd"}, [1, 3]),
            ({"pick": "even"}, [2, 4, 6]),
            ({"pick": "range", "first": "2", "last": "4"}, [2, 3, 4]),
            ({"pick": "range", "first": "3"}, [3, 4, 6]),
            ({"pick": "range"}, []),
            ({"pick": "nonsense"}, []),
        ],
    )
    def test_marked_at_once_among_the_free_ones(self, director, attach, other, street, house, query, picked):
        attach(other, house(5))
        shown = page(director, "street", street.register_id, **query)
        assert shown.context["picked"] == {house(number).pk for number in picked}

    def test_the_marked_houses_are_attached_since_a_day(self, director, school, street, house):
        sent = {"house": [house(1).pk, house(3).pk], "chosen": "1", "starts_on": "2026-09-01"}
        director.post(reverse("microdistrict:street", args=[street.register_id]), sent)
        rows = school.attachments.order_by("building__whole")
        assert [(row.building.number, str(row.starts_on)) for row in rows] == [
            ("1", "2026-09-01"),
            ("3", "2026-09-01"),
        ]

    def test_the_whole_street(self, director, school, street, house):
        sent = {"house": [house(1).pk], "whole": "1"}
        director.post(reverse("microdistrict:street", args=[street.register_id]), sent)
        assert school.attachments.get().building is None

    @pytest.mark.rule("A29")
    def test_houses_of_another_school_bear_its_name_and_need_a_second_press(
        self, director, attach, school, other, street, house
    ):
        attach(other, house(5))
        address = reverse("microdistrict:street", args=[street.register_id])
        assert "084" in text(director.get(address))
        sent = {"house": [house(5).pk, house(6).pk], "chosen": "1"}
        told = director.post(address, sent)
        assert told.status_code == 409
        assert told.context["picked"] == {house(5).pk, house(6).pk}
        director.post(address, sent | {"shared": "1"})
        assert school.attachments.count() == 2

    @pytest.mark.parametrize(
        ("sent", "status"),
        [
            ({"house": "404404"}, 404),
            ({"chosen": "1"}, 422),
            ({"whole": "1", "starts_on": "2026-05-11"}, 422),
            ({"whole": "1", "starts_on": "когда-нибудь"}, 422),
        ],
    )
    def test_refused_and_what_was_typed_is_kept(self, director, street, sent, status):
        answer = director.post(reverse("microdistrict:street", args=[street.register_id]), sent)
        assert answer.status_code == status
        assert sent.get("starts_on", "") in text(answer)
        assert not Attachment.objects.exists()

    @pytest.mark.rule("R89")
    def test_a_street_of_another_settlement_is_not_known_by_its_code(self, director, street):
        village = Settlement.objects.create(
            kato="116653100", kind_ru="Село", kind_kk="ауылы", name_ru="Талапкер", name_kk="Талапкер"
        )
        Street.objects.filter(pk=street.pk).update(settlement=village)
        address = reverse("microdistrict:street", args=[street.register_id])
        assert director.get(address).status_code == 404
        assert director.post(address, {"whole": "1"}).status_code == 404
        assert page(director, "street", "G404").status_code == 404


@pytest.mark.rule("R90")
class TestDetach:
    def test_one_press_and_another_brings_it_back(self, director, attach, school, house, today):
        attach(school, house(1), house(2))
        row = school.attachments.get(building=house(1))
        back = reverse("microdistrict:list")
        answer = director.post(
            reverse("microdistrict:detach"), {"attachment": row.pk, "back": back}, follow=True
        )
        detached = answer.context["detached"]
        assert [each.pk for each in detached.rows] == [row.pk]
        assert school.attachments.serving_on(today).count() == 1
        director.post(reverse("microdistrict:restore"), {"detached_at": detached.at.isoformat()})
        assert school.attachments.serving_on(today).count() == 2

    def test_everything_on_a_street(self, director, attach, school, street, house, make_street, today):
        attach(school, street, house(1), make_street("Е 767"))
        director.post(reverse("microdistrict:detach"), {"street": street.pk})
        assert school.attachments.serving_on(today).get().street.name_ru == "Е 767"

    def test_rows_of_another_school_are_not_known(self, director, attach, other, street, today):
        attach(other, street)
        for sent in ({"attachment": other.attachments.get().pk}, {"street": street.pk}):
            director.post(reverse("microdistrict:detach"), sent)
        assert other.attachments.serving_on(today).count() == 1

    def test_addresses_with_undecided_applications_ask_once_more(
        self, director, attach, school, street, house, today
    ):
        attach(school, house(1), house(2))
        make.limit(school)
        make.submitted(school, street_id=street.register_id, building_rca=house(1).rca)
        detach, row = reverse("microdistrict:detach"), school.attachments.get(building=house(1))
        asked = director.post(detach, {"attachment": row.pk})
        assert asked.context["waiting"] == 1
        assert school.attachments.serving_on(today).count() == 2
        director.post(detach, {"attachment": row.pk, "sure": "1"})
        assert school.attachments.serving_on(today).count() == 1

    def test_applications_of_a_neighbouring_house_do_not_ask(
        self, director, attach, school, street, house, today
    ):
        attach(school, house(1), house(2))
        make.limit(school)
        make.submitted(school, street_id=street.register_id, building_rca=house(2).rca)
        row = school.attachments.get(building=house(1))
        director.post(reverse("microdistrict:detach"), {"attachment": row.pk})
        assert school.attachments.serving_on(today).count() == 1

    @pytest.mark.parametrize(
        "back", ["https://evil.example/", "//evil.example/organization/microdistrict", "/sign-out/"]
    )
    def test_leads_back_to_pages_of_the_microdistrict_only(self, director, attach, school, street, back):
        attach(school, street)
        row = school.attachments.get()
        answer = director.post(reverse("microdistrict:detach"), {"attachment": row.pk, "back": back})
        assert answer["Location"] == reverse("microdistrict:list")

    @pytest.mark.parametrize("moment", ["", "yesterday", "2026-05-12T12:19:12", "2026-05-12T12:00:00+05:00"])
    def test_an_undo_of_nothing_says_so(self, director, moment):
        answer = director.post(reverse("microdistrict:restore"), {"detached_at": moment}, follow=True)
        assert answer.status_code == 200
        assert len(list(answer.context["messages"])) == 1


class TestCheck:
    def test_shows_each_fault_with_what_can_be_done(
        self, director, attach, school, other, street, house, make_street, make_house
    ):
        attach(school, house(1), house(2))
        attach(other, house(2))
        street.buildings.filter(number="1").update(is_actual=False)
        alone = make_street("Достык")
        make_house(alone, "1")
        shown = page(director, "check")
        assert f'value="{school.attachments.get(building=house(1)).pk}" checked' in text(shown)
        assert reverse("microdistrict:street", args=[alone.register_id]) in text(shown)
        assert [view.shared_ranges for view in shown.context["faults"].shared] == ["2"]

    def test_in_order(self, director, attach, school, street):
        attach(school, street)
        assert page(director, "check").context["faults"].is_clean

    def test_the_list_leads_to_it(self, director, attach, school, house):
        attach(school, house(1))
        services.check_territories(by=make.SYSTEM, now=clock.now())
        assert page(director, "list").context["check"].to_do == 5
        assert reverse("microdistrict:check") in text(page(director, "list"))
