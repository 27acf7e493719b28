"""Before the opening a draft is made ready and waits; after the closing the family is told where to turn."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse

from admissions import services
from admissions.errors import AlreadyClosed, NotYetOpen
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.demo.ministry import name_the_department
from oqu.world.named import MOTHER
from tests import factories as make
from tests.admissions.family.screens import (
    begin,
    choice_of,
    details,
    go,
    only,
    papers,
    press,
    text,
)
from tests.admissions.family.test_beginning import children_of

SECOND = dt.timedelta(seconds=1)
OPENING = dt.datetime(2026, 4, 1, 9, tzinfo=clock.ALMATY)
CLOSING = dt.datetime(2026, 9, 1, tzinfo=clock.ALMATY)
YES = {"agreed": "on"}
BUTTON = "Отправить заявление"


@pytest.fixture
def draft(parent):
    return make.draft(make.school("032", phone="+77172555032"), by=parent.person)


def send(parent, draft):
    return press(parent, "draft-check", draft, key=str(uuid4()), **YES)


class TestTheSecond:
    """The window is [opening, closing)."""

    @pytest.mark.parametrize(
        ("moment", "refusal"),
        [(OPENING - SECOND, NotYetOpen), (CLOSING, AlreadyClosed), (CLOSING + SECOND, AlreadyClosed)],
    )
    def test_too_early_and_too_late_are_told_apart(self, parent, draft, moment, refusal):
        with clock.stopped_at(moment), pytest.raises(refusal):
            services.submit(uuid=draft.uuid, key=uuid4(), by=Actor.parent(parent.person.pk))

        assert only(parent).is_draft

    @pytest.mark.parametrize("moment", [OPENING, CLOSING - SECOND])
    def test_the_first_and_the_last_second_count(self, parent, draft, moment):
        with clock.stopped_at(moment):
            services.submit(uuid=draft.uuid, key=uuid4(), by=Actor.parent(parent.person.pk))

        assert only(parent).received_at == moment

    @pytest.mark.parametrize(
        ("moment", "words"),
        [(OPENING - SECOND, "01.04.2026 09:00"), (CLOSING, "01.09.2026 00:00")],
    )
    def test_on_the_page_nothing_is_lost(self, parent, draft, moment, words):
        with clock.stopped_at(moment):
            answer = send(parent, draft)

        assert answer.status_code == 409
        assert words in text(answer)
        assert only(parent).is_draft


class TestBeforeTheOpening:
    @pytest.fixture(autouse=True)
    def _march(self):
        with clock.stopped_at(OPENING - dt.timedelta(days=7)):
            yield

    def test_all_five_steps_are_filled(self, browser_of, town):
        client = browser_of(MOTHER.iin)
        draft = begin(client, children_of(MOTHER)[0].iin)
        press(client, "draft-school", draft, school="032")
        press(client, "draft-details", draft, **details())

        answer = press(client, "draft-documents", draft, **papers())

        assert answer.url == reverse("admissions:draft-check", args=[draft.uuid])
        words = text(go(client, "draft-check", draft))
        assert "Черновик готов" in words
        assert "Приём откроется: 1 апреля 2026 г., 09:00 по времени Астаны. Осталось 7 дней." in words

    def test_the_button_waits_and_the_page_knows_how_long(self, parent, draft):
        html = go(parent, "draft-check", draft).content.decode()

        assert f'data-opens-in="{7 * 24 * 3600 * 1000}"' in html
        assert "disabled" in html.partition("data-opening-button")[0].rpartition("<button")[2]
        assert "opening.js" in html

    def test_without_a_script_the_page_says_when_to_load_it_again(self, parent, draft):
        assert "или обновите её: кнопка внизу заработает" in text(go(parent, "draft-check", draft))

    def test_what_is_left_to_fill_is_named(self, parent):
        unfinished = make.draft(make.school("032"), by=parent.person, documents=False)

        words = text(go(parent, "draft-check", unfinished))

        assert "Есть время закончить" in words
        assert "Документы ребёнка" in words

    def test_the_list_tells_from_when_it_can_be_sent(self, parent, draft):
        assert "Отправить можно с 1 апреля 2026 г., 09:00" in text(go(parent, "mine"))


def test_loaded_at_the_opening_the_button_works(parent, draft):
    with clock.stopped_at(OPENING):
        answer = go(parent, "draft-check", draft)

    html = answer.content.decode()
    assert "data-opens-in" not in html
    assert "disabled" not in html.partition("<main")[2].partition("</main>")[0]
    assert BUTTON in text(answer)


class TestAfterTheClosing:
    @pytest.fixture(autouse=True)
    def _september(self):
        name_the_department()
        with clock.stopped_at(CLOSING):
            yield

    def test_the_draft_leads_to_the_department_and_the_school(self, parent, draft):
        answer = go(parent, "draft-check", draft)

        words = text(answer)
        assert "Черновик уже нельзя отправить" in words
        assert "Управление образования города" in words
        assert "+7 (717) 255-50-32" in words
        assert BUTTON not in words
        assert "Изменить" not in words

    def test_the_list_says_so(self, parent, draft):
        assert "Приём закрыт" in text(go(parent, "mine"))

    @pytest.mark.parametrize("school", ["", "032"])
    def test_nothing_is_begun_that_cannot_be_sent(self, browser_of, town, school):
        client = browser_of(MOTHER.iin)
        child = choice_of(children_of(MOTHER)[0].iin)

        answer = press(client, "draft-start", child=child, school=school)

        assert answer.status_code == 409
        assert "Сейчас заявления не принимаются" in text(answer)
        assert "Управление образования города" in text(answer)
        assert ("Школа-гимназия № 32" in text(answer)) == bool(school)


def test_no_admission_announced_at_all_leads_to_the_department(browser_of, town):
    name_the_department()
    with acting(make.SYSTEM):
        make.campaign().delete()

    answer = press(browser_of(MOTHER.iin), "draft-start", child=choice_of(children_of(MOTHER)[0].iin))

    assert answer.status_code == 409
    assert "Управление образования города" in text(answer)
