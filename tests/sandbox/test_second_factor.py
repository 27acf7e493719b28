import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.sandbox.conftest import DIRECTOR, SCHOOL

AFTER_THE_COUNTDOWN = {"X-Sandbox-Ahead": "301"}


def wrong(code):
    """Another five digits."""
    return f"{(int(code) + 1) % 100_000:05d}"


class TestSecondFactor:
    @pytest.mark.rule("R16")
    def test_five_digits_from_the_sms_open_the_consent(self, sandbox, at_code):
        code = sandbox.code_for(at_code.phone)

        assert re.fullmatch(r"\d{5}", code)
        assert "Войти в систему" in at_code.page.text
        assert at_code.enter(code).url.path.endswith("/consent/")

    @pytest.mark.rule("R17")
    def test_sms_of_an_organisation_goes_to_the_person_of_the_certificate(self, sandbox, authorize):
        visitor = sandbox.visitor(authorize())
        visitor.choose(DIRECTOR.iin, method="EDS_ORG", organisation_bin=SCHOOL.bin)

        assert "SMS направляется физическому лицу, на имя которого выпущена ЭЦП" in visitor.page.text
        assert visitor.enter(sandbox.code_for(visitor.phone)).url.path.endswith("/consent/")
        assert sandbox.sms(SCHOOL.phone) == []

    @pytest.mark.rule("R19")
    def test_wrong_code_counts_down_the_attempts(self, sandbox, at_code):
        assert "Осталось попыток : 3" in at_code.page.text

        page = at_code.enter(wrong(sandbox.code_for(at_code.phone)))

        assert page.status_code == 422
        assert "Неверный код" in page.text
        assert "Осталось попыток : 2" in page.text

    @pytest.mark.rule("R19")
    def test_after_three_wrong_codes_the_right_one_is_refused(self, sandbox, at_code):
        code = sandbox.code_for(at_code.phone)
        for _ in range(3):
            assert at_code.enter(wrong(code)).status_code == 422

        page = at_code.enter(code)

        assert page.status_code == 429
        assert "Попытки закончились" in page.text

    @pytest.mark.rule("R19")
    def test_parallel_guesses_get_exactly_three_attempts(self, sandbox, at_code):
        guess = wrong(sandbox.code_for(at_code.phone))
        with ThreadPoolExecutor(16) as threads:
            answers = list(threads.map(lambda _: at_code.post_only("", {"code": guess}), range(48)))

        statuses = [answer.status_code for answer in answers]

        assert (statuses.count(422), statuses.count(429)) == (3, 45)

    @pytest.mark.parametrize("slip", ["", "1234", "123456", "12a45", "١٢٣٤٥"])
    def test_what_is_not_five_digits_costs_no_attempt(self, at_code, slip):
        page = at_code.enter(slip)

        assert page.status_code == 422
        assert "Осталось попыток : 3" in page.text

    def test_code_is_dead_after_five_minutes(self, sandbox, at_code):
        page = at_code.enter(sandbox.code_for(at_code.phone), **AFTER_THE_COUNTDOWN)

        assert page.status_code == 422
        assert "Код просрочен" in page.text

    def test_code_is_alive_just_before(self, sandbox, at_code):
        page = at_code.enter(sandbox.code_for(at_code.phone), **{"X-Sandbox-Ahead": "290"})

        assert page.url.path.endswith("/consent/")

    @pytest.mark.rule("R18")
    def test_new_code_is_refused_while_the_countdown_runs(self, sandbox, at_code):
        before = sandbox.sms(at_code.phone)
        assert re.search(r"До повторного отправления <strong[^>]*>0[45]:\d\d<", at_code.page.text)
        assert "Отправить код ещё раз" not in at_code.page.text

        page = at_code.post("again/", {})

        assert page.status_code == 429
        assert sandbox.sms(at_code.phone) == before

    @pytest.mark.rule("R18")
    def test_new_code_after_the_countdown_replaces_the_old_and_its_attempts(self, sandbox, at_code):
        first = sandbox.code_for(at_code.phone)
        for _ in range(3):
            at_code.enter(wrong(first))
        assert at_code.post_only("again/", {}, AFTER_THE_COUNTDOWN).status_code == 302

        page = at_code.enter(sandbox.code_for(at_code.phone), **AFTER_THE_COUNTDOWN)

        assert page.url.path.endswith("/consent/")

    def test_two_clicks_after_the_countdown_send_one_sms(self, sandbox, at_code):
        with sandbox.arriving(at_code.phone) as messages, ThreadPoolExecutor(8) as threads:
            clicks = [threads.submit(at_code.post_only, "again/", {}, AFTER_THE_COUNTDOWN) for _ in range(8)]

        assert sorted(click.result().status_code for click in clicks) == [302] + [429] * 7
        assert len(messages) == 1

    def test_another_person_may_begin_instead(self, at_code):
        page = at_code.post("../another/", {})

        assert page.url.path.endswith("/qr/")
