"""The way back from eGov under pressure: forged, answered with errors, broken."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from oqu.core.acting import acting
from oqu.integrations.egov_login import EgovUnavailable
from oqu.world.named import MOTHER
from staff import sessions
from staff.errors import EgovRefusesThePortal
from staff.models import Person
from tests import factories as make
from tests.admissions.school.pages import text
from tests.staff.test_sign_in import local, to_egov

pytestmark = pytest.mark.django_db

CALLBACK = reverse("staff:callback")


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def people() -> int:
    with acting(make.SYSTEM):
        return Person.objects.count()


class TestForgedStates:
    @pytest.mark.parametrize(
        "forge",
        [
            lambda state: state[:-1] + ("a" if state[-1] != "a" else "b"),
            lambda state: state.swapcase(),
            lambda state: state + state,
            lambda state: "",
            lambda state: "ё" * 40,
            lambda state: "x" * 5000,
        ],
        ids=["tampered", "other case", "twice", "empty", "not ASCII", "long"],
    )
    def test_are_refused_and_the_true_one_is_spent_with_them(self, client, sandbox, forge):
        back = local(sandbox.sign_in(to_egov(client), MOTHER.iin))
        state = client.session[sessions.STATE]

        refused = client.get(CALLBACK, {"code": "1", "state": forge(state)})

        assert refused.status_code == 400
        assert "Нажмите «Войти» ещё раз" in text(refused)
        assert client.get(back).status_code == 400
        assert not is_signed_in(client)

    def test_the_cookie_before_the_sign_in_is_dead_after_it(self, client, sandbox):
        back = local(sandbox.sign_in(to_egov(client), MOTHER.iin))
        before = client.cookies["oqu_sid"].value
        client.get(back)

        fixed = Client()
        fixed.cookies["oqu_sid"] = before

        assert is_signed_in(client)
        assert fixed.get(reverse("admissions:mine")).status_code == 302
        assert not Session.objects.filter(session_key=before).exists()

    def test_a_head_request_spends_nothing(self, client, sandbox):
        back = local(sandbox.sign_in(to_egov(client), MOTHER.iin))

        assert client.head(back).status_code == 400
        assert client.get(back).status_code == 302


class TestErrorsOfTheProtocol:
    @pytest.mark.parametrize("error", ["server_error", "temporarily_unavailable"])
    def test_egov_is_out_of_order(self, client, caplog, error):
        answer = answered(client, error)

        assert answer.status_code == 503
        assert str(EgovUnavailable()) in text(answer)
        assert "sign-in refused: egov_login.unavailable" in caplog.text

    @pytest.mark.parametrize(
        "error",
        [
            "invalid_request",
            "unauthorized_client",
            "unsupported_response_type",
            "invalid_scope",
            "<script>made up</script>",
        ],
    )
    def test_egov_refuses_the_portal(self, client, caplog, error):
        answer = answered(client, error)

        assert answer.status_code == 502
        assert str(EgovRefusesThePortal()) in text(answer)
        assert "made up" not in answer.content.decode() + caplog.text

    @pytest.mark.rule("R21")
    def test_the_person_refuses(self, client):
        assert answered(client, "access_denied").url == "/"
        assert "Вы не разрешили" in text(client.get("/"))

    def test_each_spends_the_state(self, client):
        state = answered(client, "server_error").wsgi_request.GET["state"]
        session = client.session
        session[sessions.STATE] = state
        session.save()

        assert client.get(CALLBACK, {"code": "1", "state": state}).status_code == 400

    def test_neither_a_code_nor_an_error(self, client):
        to_egov(client)

        assert client.get(CALLBACK, {"state": client.session[sessions.STATE]}).status_code == 400


def answered(client: Client, error: str):
    to_egov(client)
    return client.get(CALLBACK, {"error": error, "state": client.session[sessions.STATE]})


class TestABrokenEgov:
    @pytest.mark.parametrize(
        ("fault", "status", "words"),
        [
            ("down", 503, "eGov сейчас не отвечает"),
            ("wrong_data", 503, "eGov сейчас не отвечает"),
            ("grant_expired", 400, "eGov больше не принимает этот вход"),
        ],
    )
    def test_ends_in_a_page_that_says_what_to_do(self, client, sandbox, caplog, fault, status, words):
        back = local(sandbox.sign_in(to_egov(client), MOTHER.iin))

        with sandbox.fault("egov_login", fault):
            answer = client.get(back)

        assert answer.status_code == status
        assert words in text(answer)
        assert "sign-in refused: egov_login." in caplog.text
        assert MOTHER.iin not in caplog.text + answer.content.decode()
        assert MOTHER.last_name not in caplog.text
        assert not is_signed_in(client)
        assert people() == 0

    def test_a_slow_one_lets_in_all_the_same(self, client, sandbox):
        back = local(sandbox.sign_in(to_egov(client), MOTHER.iin))

        with sandbox.fault("egov_login", "slow"):
            client.get(back)

        assert is_signed_in(client)

    def test_a_code_that_expired_is_refused_by_egov_itself(self, client, sandbox):
        visitor = sandbox.visitor(to_egov(client))
        visitor.choose(MOTHER.iin)

        with sandbox.fault("egov_login", "code_expired"):
            answer = visitor.enter(sandbox.code_for(visitor.phone))

        assert answer.status_code == 422
        assert "Код просрочен" in answer.text

    def test_who_may_not_sign_in_is_told_so(self, client, sandbox):
        make.person(iin=MOTHER.iin, is_active=False)

        answer = client.get(local(sandbox.sign_in(to_egov(client), MOTHER.iin)))

        assert answer.status_code == 403
        assert "Ваш доступ к порталу закрыт" in text(answer)
