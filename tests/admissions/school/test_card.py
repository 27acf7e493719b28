"""The card: what it shows, and what it says when a button is not available."""

import hashlib
import re

import pytest

from admissions import services
from admissions.states import DocumentKind, Transport
from oqu.core.acting import Actor, acting
from staff.states import Role
from tests import factories as make
from tests.admissions.school.pages import text, url


def buttons(answer, words):
    """Whether each button with exactly these words is disabled."""
    found = re.findall(r"(?s)<(?:button|a) ([^>]*)>\s*([^<]*?)\s*</(?:button|a)>", answer.content.decode())
    return ["disabled" in attributes for attributes, label in found if label == words]


@pytest.mark.rule("R53", "R54", "R96", "R103", "R109", "R110", "R148", "R151", "R155")
def test_the_head_and_the_first_block(executor, school):
    application = make.submitted(school)

    words = text(executor.get(url("card", application)))

    assert "Главная Государственные услуги Прием в первый класс Заявка №1" in words
    assert "Заявка на поступление в 1 класс" in words
    assert "Заявление нужно обработать в течение одного рабочего дня" in words
    assert "Номер заявки 1 " in words
    assert "Тип заявки Вне микроучастка" in words
    assert "Дата заявки 12.05.2026 12:19:12" in words
    assert f"Организация {school.name_ru}" in words


@pytest.mark.rule("R91", "R111")
def test_both_types_stand_in_one_line_and_the_card_tells_which(executor, school):
    outside, inside = make.submitted(school), make.submitted(school, in_zone=True)

    assert (outside.number, inside.number) == (1, 2)
    assert "Тип заявки Вне микроучастка" in text(executor.get(url("card", outside)))
    assert "Тип заявки По микроучастку" in text(executor.get(url("card", inside)))


@pytest.mark.rule("R112", "R113", "R149", "R150")
def test_the_parent_and_the_child_with_no_data_where_there_is_none(executor, school):
    application = make.submitted(school, applicant_document="identity_card 041234567")

    words = text(executor.get(url("card", application)))

    assert "Тип документа Удостоверение личности 041234567" in words
    assert "Контактный номер +7 (707) 555-01-01" in words
    assert "Почта Нет данных" in words
    assert "Адрес временной прописки Нет данных" in words
    assert "Свидетельство о рождении Нет данных" in words
    assert "Фактический адрес проживания Нет данных" in words
    assert "Язык обучения казахский" in words


@pytest.mark.rule("R115", "R116", "R118")
def test_every_paper_can_be_opened_and_saved(executor, school):
    application = make.submitted(school)

    body = executor.get(url("card", application)).content.decode()

    for document in application.documents.all():
        assert f"/documents/{document.uuid}/?inline=1" in body
    assert "Фотография ребёнка" in body
    assert "065/у" in body
    assert "052-2/у" in body


@pytest.mark.rule("R117")
def test_special_needs_are_marked_and_change_nothing(executor, school):
    draft = make.draft(school, has_special_needs=True)
    parent = Actor.parent(draft.applicant_id)
    services.attach_document(
        uuid=draft.uuid, kind=DocumentKind.PMPK, upload=make.picture(), by=parent, now=make.NOW
    )
    services.submit(uuid=draft.uuid, key=draft.uuid, by=parent)

    answer = executor.get(url("card", draft))

    assert "ООП" in text(answer)
    assert "на порядок рассмотрения не влияет" in text(answer)
    assert answer.context["papers"][-1].document is not None
    assert answer.context["explanation"].accept.allowed


@pytest.mark.rule("R114", "R139")
@pytest.mark.parametrize(
    ("offers", "wish", "shown"),
    [
        (True, Transport.PENDING, True),
        (True, Transport.NOT_REQUESTED, False),
        (False, Transport.PENDING, False),
    ],
)
def test_transport_is_asked_exactly_when_offered_and_wanted(sign_in, offers, wish, shown):
    at = make.school(offers_transport=offers)
    application = make.submitted(at, transport=wish)

    words = text(sign_in(make.member(at, Role.EXECUTOR)).get(url("card", application)))

    assert ("Требуется услуга бесплатного подвоза" in words) is shown
    assert ("Согласовать подвоз" in words) is shown


class TestButtons:
    def test_the_head_of_the_line_can_be_decided(self, executor, school):
        application = make.submitted(school, in_zone=True)

        answer = executor.get(url("card", application))

        assert buttons(answer, "Принять") == [False]
        assert buttons(answer, "Принять и следующая") == [False]
        assert buttons(answer, "Отказать") == [False]
        assert "занято 0 → станет 1 из 30" in text(answer)

    @pytest.mark.rule("R106", "R182")
    def test_out_of_order_they_stand_disabled_with_the_reason_and_the_way_to_the_first(
        self, executor, school
    ):
        first, second = make.submitted(school), make.submitted(school)

        answer = executor.get(url("card", second))

        assert buttons(answer, "Принять") == [True]
        assert buttons(answer, "Отказать") == [True]
        assert "Нарушена очередность, есть более ранние заявки в статусе «На проверке»" in text(answer)
        assert url("card", first) in answer.content.decode()

    @pytest.mark.rule("R127", "R182", "R183")
    def test_without_an_outside_seat_only_refusal_is_left(self, executor, school):
        make.limit(school, total=4, used=1, outside_used=1)
        application = make.submitted(school)

        answer = executor.get(url("card", application))

        assert buttons(answer, "Принять") == [True]
        assert buttons(answer, "Отказать") == [False]
        assert "1 из 1" in text(answer)

    @pytest.mark.rule("R183")
    def test_the_total_has_its_own_words(self, executor, school):
        make.limit(school, total=4, used=4)
        application = make.submitted(school)

        answer = executor.get(url("card", application))

        assert answer.context["explanation"].accept.refusal.code == "limits.no_seats"
        assert str(answer.context["explanation"].accept.refusal) in text(answer)

    @pytest.mark.rule("R128")
    def test_in_zone_is_accepted_above_the_limit_and_the_card_says_so(self, executor, school):
        make.limit(school, total=4, used=4)
        application = make.submitted(school, in_zone=True)

        answer = executor.get(url("card", application))

        assert buttons(answer, "Принять") == [False]
        assert "сверх расчётного лимита" in text(answer)

    @pytest.mark.rule("R130", "R134")
    def test_while_it_is_signed_the_director_has_his_own_buttons_and_the_executor_none(
        self, executor, director, school
    ):
        application = make.proposed(school)

        of_director, of_executor = (
            director.get(url("card", application)),
            executor.get(url("card", application)),
        )

        assert buttons(of_director, "Подписать приём") == [False]
        assert buttons(of_director, "На доработку") == [False]
        assert "Скачать решение" in text(of_director)
        assert buttons(of_executor, "Подписать приём") == []
        assert "Ждёт подписи директора" in text(of_executor)

    @pytest.mark.rule("R132")
    def test_a_refusal_is_signed_as_a_refusal(self, director, school):
        application = make.proposed(school, refuse=True)

        answer = director.get(url("card", application))

        assert buttons(answer, "Подписать отказ") == [False]
        assert "Переполненность класс-комплектов." in text(answer)

    def test_while_the_document_is_prepared_signing_waits(self, director, school):
        application = make.submitted(school)
        services.accept(uuid=application.uuid, by=director.actor, now=make.NOW)

        answer = director.get(url("card", application))

        assert buttons(answer, "Подписать приём") == [True]
        assert "Документ готовится" in text(answer)


class TestWhoMayOpenIt:
    @pytest.mark.rule("R42")
    def test_not_the_passport_officer(self, oso, school):
        assert oso.get(url("card", make.submitted(school))).status_code == 403

    def test_not_a_parent(self, sign_in, school):
        assert sign_in(person=make.person()).get(url("card", make.submitted(school))).status_code == 403

    def test_nobody_without_signing_in(self, client, school):
        assert client.get(url("card", make.submitted(school))).status_code == 302

    @pytest.mark.rule("R156")
    @pytest.mark.parametrize("name", ["card", "refuse", "return", "decision-pdf", "card-notice-pdf"])
    def test_for_another_school_it_does_not_exist(self, stranger, school, name):
        assert stranger.get(url(name, make.proposed(school))).status_code == 404

    @pytest.mark.rule("R156")
    @pytest.mark.parametrize("name", ["accept", "refuse", "return", "sign"])
    def test_nor_can_another_school_press_its_buttons(self, stranger, school, name):
        assert stranger.post(url(name, make.proposed(school))).status_code == 404

    def test_a_draft_does_not_exist_for_the_school(self, executor, school):
        assert executor.get(url("card", make.draft(school))).status_code == 404


@pytest.mark.rule("R162")
def test_the_history_tells_who_did_what_and_the_directors_words(director, school):
    application = make.proposed(school)
    services.return_for_rework(uuid=application.uuid, comment="Нет\nсправки", by=director.actor, now=make.NOW)

    answer = director.get(url("card", application))

    titles = [each.title for each in answer.context["history"]]
    assert titles == ["Заявка поступила", "Предложено принять", "На доработку"]
    assert answer.context["history"][-1].comment == "Нет\nсправки"
    assert "Нет справки" in text(answer)


def test_the_decision_is_shown_byte_for_byte(director, school):
    application = make.proposed(school)

    answer = director.get(url("decision-pdf", application))

    content = b"".join(answer.streaming_content)
    with acting(make.SYSTEM):
        assert hashlib.sha256(content).hexdigest() == application.issued("decision").sha256
