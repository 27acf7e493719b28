"""Pressing «Принять», «Отказать» and «На доработку», in order and out of it, once and twice."""

import pytest
from django.urls import reverse

from admissions import services
from admissions.models import Notice, Rework
from admissions.states import RefusalReason, Status, Transport
from oqu.core.acting import acting
from staff.states import Role
from tests import factories as make
from tests.admissions.school.pages import text, url

OUT_OF_ORDER = "Нарушена очередность, есть более ранние заявки в статусе «На проверке»"

REASONS = (  # Fig. 24
    "Установление недостоверности документов, представленных услугополучателем для получения государственной "
    "услуги, и (или) данных (сведений), содержащихся в них;",
    "Несоответствие услугополучателя и (или) представленных материалов, объектов, данных и сведений, необходимых "
    "для оказания государственной услуги, требованиям, установленным нормативными правовыми актами Республики "
    "Казахстан;",
    "Отрицательный ответ уполномоченного государственного органа на запрос о согласовании, который требуется для "
    "оказания государственной услуги, а также отрицательное заключение экспертизы, исследования либо проверки;",
    "В отношении услугополучателя имеется вступившее в законную силу решение (приговор) суда о запрещении "
    "деятельности или отдельных видов деятельности, требующих получения определенной государственной услуги;",
    "В отношении услугополучателя имеется вступившее в законную силу решение суда, на основании которого "
    "услугополучатель лишен специального права, связанного с получением государственной услуги;",
    "Отсутствие согласия услугополучателя, предоставляемого в соответствии со статьей 8 Закона Республики "
    'Казахстан "О персональных данных и их защите", на доступ к персональным данным ограниченного доступа;',
    "Переполненность класс-комплектов.",
)


def press(browser, name, application, **answers):
    answers.setdefault("version", make.reload(application).version)
    return browser.post(url(name, application), answers, follow=True)


class TestAccept:
    @pytest.mark.rule("R121", "R122")
    def test_it_waits_for_the_director(self, executor, school):
        application = make.submitted(school)

        answer = press(executor, "accept", application)

        assert make.status_of(application) == Status.ON_SIGNING
        assert "Заявка №1: приём передан директору на подпись." in text(answer)
        assert answer.redirect_chain[-1][0] == url("card", application)

    @pytest.mark.rule("R166")
    def test_the_directors_own_waits_for_the_signature_like_any_other(self, director, school):
        application = make.submitted(school)

        press(director, "accept", application)

        assert make.status_of(application) == Status.ON_SIGNING

    def test_and_the_next_one_opens(self, executor, school):
        first, second = make.submitted(school), make.submitted(school)

        answer = press(executor, "accept", first, then="next")

        assert answer.redirect_chain[-1][0] == url("card", second)

    def test_after_the_last_one_the_list_opens(self, executor, school):
        answer = press(executor, "accept", make.submitted(school), then="next")

        assert answer.redirect_chain[-1][0] == reverse("admissions:unprocessed")

    @pytest.mark.rule("R106")
    def test_out_of_order_by_request(self, executor, school):
        make.submitted(school)
        second = make.submitted(school)

        answer = press(executor, "accept", second)

        assert answer.status_code == 422
        assert OUT_OF_ORDER in text(answer)
        assert make.status_of(second) == Status.ON_REVIEW

    @pytest.mark.rule("R127")
    def test_without_seats_by_request(self, executor, school):
        make.limit(school, total=4, used=1, outside_used=1)
        application = make.submitted(school)

        answer = press(executor, "accept", application)

        assert answer.status_code == 422
        assert "1 из 1" in text(answer)
        assert make.status_of(application) == Status.ON_REVIEW

    @pytest.mark.rule("R140", "R141")
    def test_the_answer_about_transport_is_compulsory(self, sign_in):
        at = make.school(offers_transport=True)
        browser = sign_in(make.member(at, Role.EXECUTOR))
        application = make.submitted(at, transport=Transport.PENDING)

        without = press(browser, "accept", application)
        answered = press(browser, "accept", application, transport="declined")

        assert without.status_code == 422
        assert "Родитель" in without.context["form"].errors["transport"][0]
        assert answered.status_code == 200
        assert make.reload(application).transport == Transport.DECLINED

    @pytest.mark.rule("R161")
    def test_a_second_press_does_nothing_twice(self, executor, school):
        application = make.submitted(school)
        version = application.version
        press(executor, "accept", application, version=version)

        again = press(executor, "accept", application, version=version)

        assert "уже у директора. Повторно ничего не сделано." in text(again)
        assert make.reload(application).version == version + 1

    @pytest.mark.rule("R161")
    def test_an_old_page_is_told_that_it_is_over(self, executor, director, school):
        application = make.submitted(school)
        old = application.version
        services.accept(uuid=application.uuid, by=director.actor, now=make.NOW)

        answer = press(executor, "refuse", application, version=old, reason="not_compliant")

        assert "уже обработана" in text(answer)
        assert make.reload(application).decision == "accept"

    def test_a_page_older_than_a_return_has_to_be_looked_at_again(self, executor, director, school):
        application = make.submitted(school)
        old = application.version
        services.accept(uuid=application.uuid, by=director.actor, now=make.NOW)
        services.return_for_rework(uuid=application.uuid, comment="Ещё раз", by=director.actor, now=make.NOW)

        answer = press(executor, "accept", application, version=old)
        again = press(executor, "accept", application, version=answer.context["form"]["version"].value())

        assert answer.status_code == 422
        assert "изменил" in answer.context["form"].non_field_errors()[0]
        assert "Ещё раз" in text(answer)
        assert again.status_code == 200

    @pytest.mark.rule("R42")
    def test_the_passport_officer_may_not(self, oso, school):
        assert press(oso, "accept", make.submitted(school)).status_code == 403

    def test_nothing_is_decided_by_a_link(self, executor, school):
        assert executor.get(url("accept", make.submitted(school))).status_code == 405


class TestRefuse:
    @pytest.mark.rule("R123", "R124")
    def test_seven_reasons_word_for_word_and_the_two_buttons(self, executor, school):
        words = text(executor.get(url("refuse", make.submitted(school))))

        assert "Отказать в зачислении" in words
        assert "Причина отказа" in words
        assert [reason for reason in REASONS if reason not in words] == []
        assert words.count("Подтвердить и отправить") == 1
        assert "Отмена" in words
        assert len(RefusalReason) == len(REASONS)

    @pytest.mark.rule("R123")
    def test_with_a_reason_it_waits_for_the_director(self, executor, school):
        application = make.submitted(school)

        answer = press(executor, "refuse", application, reason="not_compliant", explanation="Нет формы 065/у")

        changed = make.reload(application)
        assert (changed.status, changed.refusal_reason) == (Status.ON_SIGNING, "not_compliant")
        assert changed.explanation == "Нет формы 065/у"
        assert "отказ передан директору на подпись" in text(answer)

    @pytest.mark.rule("R124")
    @pytest.mark.parametrize("reason", ["", "weather"])
    def test_without_a_reason_of_the_list_what_was_typed_stays(self, executor, school, reason):
        application = make.submitted(school)

        answer = press(executor, "refuse", application, reason=reason, explanation="Пояснение")

        assert answer.status_code == 422
        assert "Выберите причину отказа" in text(answer)
        assert "Пояснение" in text(answer)
        assert make.status_of(application) == Status.ON_REVIEW

    def test_an_explanation_longer_than_a_thousand_letters_is_kept_and_refused(self, executor, school):
        application = make.submitted(school)

        answer = press(executor, "refuse", application, reason="not_compliant", explanation="я" * 1001)

        assert answer.status_code == 422
        assert "я" * 1001 in answer.content.decode()

    @pytest.mark.rule("R106")
    def test_out_of_order_by_request(self, executor, school):
        make.submitted(school)

        answer = press(executor, "refuse", make.submitted(school), reason="not_compliant")

        assert answer.status_code == 422
        assert OUT_OF_ORDER in text(answer)

    @pytest.mark.rule("R106")
    def test_out_of_order_the_page_leads_back_to_the_card(self, executor, school):
        make.submitted(school)
        second = make.submitted(school)

        answer = executor.get(url("refuse", second), follow=True)

        assert answer.redirect_chain[-1][0] == url("card", second)
        assert OUT_OF_ORDER in text(answer)

    @pytest.mark.rule("R169")
    def test_without_seats_the_seventh_reason_is_proposed(self, executor, school):
        make.limit(school, total=4, used=1, outside_used=1)

        form = executor.get(url("refuse", make.submitted(school))).context["form"]

        assert form["reason"].value() == RefusalReason.CLASSES_FULL

    def test_with_free_seats_the_page_warns_about_the_seventh_reason(self, executor, school):
        answer = executor.get(url("refuse", make.submitted(school)))

        assert answer.context["form"]["reason"].value() == ""
        assert "Свободно 10 мест" in text(answer)

    @pytest.mark.rule("R124", "R170")
    def test_what_the_parent_will_read_is_shown_and_nothing_is_decided(self, executor, school):
        application = make.submitted(school)

        answer = press(
            executor, "refuse", application, reason="classes_full", explanation="Мест нет", preview="1"
        )

        shown = text(answer).partition("После подписи родитель прочитает:")[2]
        assert shown.startswith(" Мест нет Переполненность класс-комплектов.")
        assert make.status_of(application) == Status.ON_REVIEW

    def test_and_the_next_one_opens(self, executor, school):
        first, second = make.submitted(school), make.submitted(school)

        answer = press(executor, "refuse", first, reason="not_compliant", then="next")

        assert answer.redirect_chain[-1][0] == url("card", second)

    def test_after_the_last_one_the_list_says_that_everything_is_decided(self, executor, school):
        answer = press(executor, "refuse", make.submitted(school), reason="not_compliant", then="next")

        assert answer.redirect_chain[-1][0] == reverse("admissions:unprocessed")
        assert "Всё обработано" in text(answer)

    @pytest.mark.rule("R161")
    def test_the_slower_of_two_learns_who_was_faster_and_keeps_the_words(self, executor, sign_in, school):
        application = make.submitted(school)
        colleague = sign_in(make.member(school, Role.EXECUTOR))
        version = application.version
        press(executor, "accept", application, version=version)

        answer = press(
            colleague, "refuse", application, version=version, reason="not_compliant", explanation="Нет формы"
        )

        with acting(make.SYSTEM):
            faster = executor.member.person.short_name
        assert faster in text(answer)
        assert "Нет формы" in text(answer)
        assert make.reload(application).decision == "accept"

    @pytest.mark.rule("R161")
    def test_a_second_press_does_nothing_twice(self, executor, school):
        application = make.submitted(school)
        version = application.version
        press(executor, "refuse", application, version=version, reason="not_compliant")

        again = press(executor, "refuse", application, version=version, reason="not_compliant")

        assert "уже у директора" in text(again)


class TestReturn:
    @pytest.mark.rule("R108", "R135", "R136", "R137", "R145")
    def test_it_goes_back_with_the_directors_words(self, director, school):
        application = make.proposed(school)

        answer = press(director, "return", application, comment="Проверьте адрес")

        assert make.status_of(application) == Status.ON_REVIEW
        assert "возвращена исполнителю" in text(answer)
        with acting(make.SYSTEM):
            assert Rework.objects.get().comment == "Проверьте адрес"
            assert not Notice.objects.filter(code="returned").exists()  # told by the worker

    @pytest.mark.rule("R136")
    @pytest.mark.parametrize("comment", ["", "  \n "])
    def test_without_words_it_stays(self, director, school, comment):
        application = make.proposed(school)

        answer = press(director, "return", application, comment=comment)

        assert answer.status_code == 422
        assert answer.context["form"].errors["comment"]
        assert make.status_of(application) == Status.ON_SIGNING

    @pytest.mark.rule("R130", "R168")
    def test_an_executor_may_not(self, executor, school):
        application = make.proposed(school)

        assert executor.get(url("return", application)).status_code == 403
        assert press(executor, "return", application, comment="…").status_code == 403

    @pytest.mark.rule("R167")
    def test_what_is_on_review_cannot_be_returned(self, director, school):
        application = make.submitted(school)

        answer = press(director, "return", application, comment="…")

        assert "уже обработана" in text(answer)
        assert make.status_of(application) == Status.ON_REVIEW

    def test_a_second_press_says_what_became_of_it(self, director, school):
        application = make.proposed(school)
        version = application.version
        press(director, "return", application, version=version, comment="Проверьте адрес")

        again = press(director, "return", application, version=version, comment="Проверьте адрес")

        assert "уже обработана" in text(again)
