"""«Необработанные заявки» and «Обработанные» as the people of a school see them."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.urls import reverse

from admissions import services
from admissions.terms import Term
from oqu.audit.models import AuditEntry
from oqu.core import clock
from oqu.core.acting import Actor, acting
from staff.states import Role
from tests import factories as make
from tests.admissions.school.pages import text

LIST = reverse("admissions:unprocessed")


@pytest.mark.rule("R55", "R93", "R105")
def test_applications_stand_in_the_order_of_arrival(executor, school):
    for minutes in (0, 5, 10):
        make.submitted(school, moment=make.NOW + dt.timedelta(minutes=minutes))

    answer = executor.get("/organization/gov-services")

    assert [row.application.number for row in answer.context["rows"]] == [1, 2, 3]
    assert "Показано 1-3 из 3" in text(answer)
    assert "Взять следующую — № 1" in text(answer)


@pytest.mark.rule("R94", "R97", "R98", "R107")
def test_a_row_says_what_is_needed_to_choose(executor, school):
    make.submitted(school)

    words = text(executor.get(LIST))

    assert "№ 1" in words
    assert "13 мая 2026 г., 12:19" in words
    assert "осталось 9 ч 30 мин рабочего времени" in words
    assert "Қуанышқызы Айша" in words
    assert "Вне микроучастка" in words
    assert "На проверке" in words
    assert "Открыть" in words


@pytest.mark.rule("R101", "R102")
def test_an_overdue_application_is_marked_and_can_be_opened(executor, school):
    late = make.submitted(school, moment=make.NOW - dt.timedelta(days=4))

    answer = executor.get(LIST)

    assert "просрочено на" in text(answer)
    assert executor.get(reverse("admissions:card", args=[late.uuid])).status_code == 200


def test_a_row_that_cannot_be_decided_yet_says_which_one_comes_first(executor, school):
    make.submitted(school)
    make.submitted(school, moment=make.NOW + dt.timedelta(minutes=5))

    rows = executor.get(LIST).context["rows"]

    assert [row.first_decide for row in rows] == [None, 1]


def test_a_row_says_whom_it_is_with_and_how_long(sign_in, school):
    application = make.submitted(school)
    make.submitted(school)
    reader = make.member(school, Role.EXECUTOR)
    with acting(make.actor(reader)), connection.cursor() as cursor:
        cursor.execute("SELECT audit_read('admissions_application', %s)", [str(application.pk)])
    with acting(make.SYSTEM):
        opened = AuditEntry.objects.get(operation="READ").at
        name = reader.person.short_name

    with clock.stopped_at(opened + dt.timedelta(minutes=2)):  # the database notes readings by its own clock
        answer = sign_in(make.member(school, Role.EXECUTOR)).get(LIST)

    assert text(answer).count(f"У кого: {name}, 2 мин") == 1
    assert text(answer).count("У кого") == 1


@pytest.mark.rule("R106")
@pytest.mark.parametrize("scope", ["school", "parallel"])
def test_the_list_and_the_card_name_the_same_blocking_application(settings, executor, school, scope):
    settings.QUEUE_SCOPE = scope
    make.limit(school, language="ru")
    for language in ("kk", "ru", "ru"):
        make.submitted(school, language=language)

    for row in executor.get(LIST).context["rows"]:
        blocking = (
            executor.get(reverse("admissions:card", args=[row.application.uuid]))
            .context["explanation"]
            .blocking
        )
        assert row.first_decide == (blocking.number if blocking else None)


@pytest.mark.rule("R101", "R105")
def test_headings_tell_when_a_stretch_of_the_line_falls_due(executor, school):
    day = dt.timedelta(days=1)
    for moment in (make.NOW - 4 * day, make.NOW - day + dt.timedelta(hours=1), make.NOW, make.NOW + day):
        make.submitted(school, moment=moment)

    answer = executor.get(LIST)

    assert [
        (each.title, [row.application.number for row in each.rows]) for each in answer.context["stretches"]
    ] == [
        ("Просрочено", [1]),
        ("Сегодня", [2]),
        ("Завтра", [3]),
        ("Позже", [4]),
    ]
    assert 'scope="rowgroup">Завтра<' in answer.content.decode()


def test_what_is_over_has_no_headings(director, school):
    sent = make.submitted(school)
    services.withdraw(uuid=sent.uuid, by=Actor.parent(sent.applicant_id), now=make.NOW)

    assert [each.title for each in director.get(reverse("admissions:processed")).context["stretches"]] == [""]


@pytest.mark.rule("R45", "R93", "R108")
def test_saved_views_hold_what_their_names_say(executor, director, school):
    late = make.proposed(school, moment=make.NOW - dt.timedelta(days=4))
    returned = make.proposed(school)
    services.return_for_rework(uuid=returned.uuid, comment="Нет справки", by=director.actor, now=make.NOW)
    fresh = make.submitted(school)

    def of(view):
        return numbers(executor.get(LIST, {"view": view}))

    assert of("decide") == [returned.number, fresh.number]
    assert of("sign") == [late.number]
    assert of("returned") == [returned.number]
    assert of("overdue") == [late.number]
    counts = [(each.name, each.count) for each in executor.get(LIST).context["views"]]
    assert counts == [("decide", 2), ("sign", 1), ("returned", 1), ("overdue", 1)]


@pytest.mark.parametrize(
    ("view", "words"), [("returned", "На доработке ничего нет"), ("overdue", "Просроченных нет")]
)
def test_an_empty_view_says_what_it_is_for(executor, view, words):
    assert words in text(executor.get(LIST, {"view": view}))


@pytest.mark.rule("R108")
def test_a_returned_application_is_on_top_again(executor, school):
    first = make.proposed(school)
    make.submitted(school)
    services.return_for_rework(uuid=first.uuid, comment="Нет справки", by=make.director(school), now=make.NOW)

    answer = executor.get(LIST)

    assert [row.application.number for row in answer.context["rows"]] == [1, 2]
    assert "На доработке" in text(answer)


@pytest.mark.rule("R127")
def test_a_row_without_a_seat_says_that_it_can_only_be_refused(executor, school):
    make.limit(school, total=3)
    make.submitted(school)

    assert "мест нет: можно только отказать" in text(executor.get(LIST))


@pytest.mark.rule("R95", "R126")
def test_the_director_begins_with_what_waits_for_the_signature(director, school):
    make.proposed(school)
    make.submitted(school)

    answer = director.get(LIST)

    assert [row.application.number for row in answer.context["rows"]] == [1]
    assert "На подписании" in text(answer)


@pytest.mark.rule("R45", "R47")
def test_only_the_director_has_the_processed_ones(executor, director):
    processed = reverse("admissions:processed")

    assert "Обработанные" not in text(executor.get(LIST))
    assert executor.get(processed).status_code == 403
    assert "Обработанных заявок пока нет" in text(director.get(processed))


@pytest.mark.rule("R42")
def test_the_passport_officer_has_no_list(oso):
    assert oso.get(LIST).status_code == 403


@pytest.mark.rule("R156")
def test_another_school_sees_nothing_of_it(stranger, school):
    make.submitted(school)

    assert stranger.get(LIST).context["rows"] == []


def test_search_by_number_and_by_reference(executor, school):
    make.submitted(school)
    second = make.submitted(school)

    for query in ("2", "№ 2", second.reference):
        rows = executor.get(LIST, {"q": query}).context["rows"]
        assert [row.application.number for row in rows] == [2]
    assert "Ничего не найдено" in text(executor.get(LIST, {"q": "нет такой"}))


def test_an_empty_list_tells_when_the_last_one_was_decided(executor, school):
    make.proposed(school)

    assert "Последнее решение принято 12 мая 2026 г., 12:19" in text(executor.get(LIST, {"view": "decide"}))


def test_pages_of_fifty(executor, school, monkeypatch):
    monkeypatch.setattr("admissions.views.school.lists.PAGE_SIZE", 2)
    for _ in range(5):
        make.submitted(school)

    pages = [executor.get(LIST)]
    while following := pages[-1].context["following"]:
        pages.append(executor.get(LIST + following))

    assert [numbers(page) for page in pages] == [[1, 2], [3, 4], [5]]
    assert [shown for page in pages for shown in re.findall(r"Показано \d-\d из \d", text(page))] == [
        "Показано 1-2 из 5",
        "Показано 3-4 из 5",
        "Показано 5-5 из 5",
    ]
    back = executor.get(LIST + pages[2].context["previous"])
    assert numbers(back) == [3, 4]
    assert numbers(executor.get(LIST + back.context["previous"])) == [1, 2]
    assert executor.get(LIST + back.context["previous"]).context["previous"] == ""


@pytest.mark.parametrize(
    "asked", ["after=x", "before=", "after=5f0c7d5c-3a7a-4d0c-9c44-000000000000&from=51"]
)
def test_an_address_of_no_page_shows_the_first(executor, school, asked):
    make.submitted(school)

    answer = executor.get(f"{LIST}?view=decide&{asked}")

    assert numbers(answer) == [1]
    assert "Показано 1-1 из 1" in text(answer)


def test_the_processed_ones_have_pages_too(director, school, monkeypatch):
    monkeypatch.setattr("admissions.views.school.lists.PAGE_SIZE", 2)
    for _ in range(3):
        sent = make.submitted(school)
        services.withdraw(uuid=sent.uuid, by=Actor.parent(sent.applicant_id), now=make.NOW)
    processed = reverse("admissions:processed")

    first = director.get(processed)
    second = director.get(processed + first.context["following"])

    assert [numbers(first), numbers(second)] == [[3, 2], [1]]
    assert numbers(director.get(processed + second.context["previous"])) == [3, 2]


def numbers(page):
    return [row.application.number for row in page.context["rows"]]


def test_more_rows_cost_no_more_queries(executor, school, same_query_count):
    def two():
        for _ in range(2):
            make.submitted(school)

    def grow():
        two()
        two()

    two()
    same_query_count(lambda: executor.get(LIST), grow)


@pytest.mark.rule("R158")
def test_the_seats_of_every_language_stand_on_top(executor, school):
    make.campaign()
    make.limit(school, total=40, language="ru", used=12, outside_used=4)

    words = text(executor.get(LIST))

    assert "8 из 30" in words
    assert "4 из 10" in words


def test_the_address_carries_the_filters_and_each_can_be_taken_off(executor, school):
    make.submitted(school)
    make.submitted(school, in_zone=True)

    answer = executor.get(LIST, {"view": "decide", "language": "kk", "zone_type": "out_of_zone"})

    assert [row.application.number for row in answer.context["rows"]] == [1]
    assert answer.context["total"] == 1
    assert 'href="?view=decide&amp;zone_type=out_of_zone"' in answer.content.decode()


def test_filters_that_fit_nothing_lead_back_to_all(executor, school):
    make.submitted(school)

    answer = executor.get(LIST, {"view": "decide", "zone_type": "in_zone"})

    assert "Ничего не найдено" in text(answer)
    assert 'href="?view=decide"' in answer.content.decode()


def test_a_filter_that_nobody_offers_is_as_good_as_none(executor, school):
    make.submitted(school)

    assert len(executor.get(LIST, {"zone_type": "moon", "term": "x"}).context["rows"]) == 1


@pytest.mark.parametrize("term", Term.values)
def test_by_term_the_filter_finds_what_the_heading_says(executor, school, term):
    day = dt.timedelta(days=1)
    for moment in (make.NOW - 4 * day, make.NOW - day + dt.timedelta(hours=1), make.NOW, make.NOW + day):
        make.submitted(school, moment=moment)

    stretches = executor.get(LIST, {"term": term}).context["stretches"]

    assert [(each.title, len(each.rows)) for each in stretches] == [(str(Term(term).label), 1)]


def test_by_the_days_of_arrival(executor, school):
    day = dt.timedelta(days=1)
    for days in range(3):
        make.submitted(school, moment=make.NOW + days * day)

    def found(**asked):
        return numbers(executor.get(LIST, {"view": "decide"} | asked))

    assert found(since="2026-05-13") == [2, 3]
    assert found(until="2026-05-13") == [1, 2]
    assert found(since="2026-05-13", until="2026-05-13") == [2]
    for nonsense in ("13.05.2026", "2026-02-30", "9999-12-31", "0001-01-01"):
        assert found(until=nonsense) == [1, 2, 3]
    words = text(executor.get(LIST, {"since": "2026-05-13"}))
    assert "Поступили с 13 мая 2026 г." in words


def test_by_who_decided_and_by_the_outcome(director, school):
    mine = make.proposed(school)
    services.refuse(uuid=make.submitted(school).uuid, reason="not_compliant", by=director.actor, now=make.NOW)
    with acting(make.SYSTEM):
        colleague = make.reload(mine).decided_by.uuid

    assert numbers(director.get(LIST, {"view": "sign", "by": str(colleague)})) == [mine.number]
    services.withdraw(uuid=mine.uuid, by=Actor.parent(mine.applicant_id), now=make.NOW)
    processed = reverse("admissions:processed")
    assert numbers(director.get(processed, {"status": "withdrawn"})) == [mine.number]
    assert numbers(director.get(processed, {"status": "accepted"})) == []
