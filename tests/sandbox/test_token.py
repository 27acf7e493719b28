from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings

from tests.sandbox.conftest import CLIENT_ID, PARENT_IIN, REDIRECT


@pytest.fixture
def code(at_consent):
    return parse_qs(urlsplit(at_consent.decide("allow")).query)["code"][0]


@pytest.fixture
def exchange(sandbox, code):
    """Asks for a token; arguments replace parts of the form."""

    def ask(*, auth=(CLIENT_ID, settings.EGOV_CLIENT_SECRET), headers=None, **changes):
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT} | changes
        return sandbox.http.post("/idp/oauth/token", data=form, auth=auth, headers=headers)

    return ask


def resource(sandbox, name, token, **headers):
    return sandbox.http.get(
        f"/idp/resource/user/{name}", headers={"Authorization": f"Bearer {token}"} | headers
    )


class TestToken:
    def test_code_gives_a_token_that_opens_the_resources(self, sandbox, exchange):
        answer = exchange()

        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        token = answer.json()["access_token"]
        assert resource(sandbox, "basic", token).json()["person"]["iin"] == PARENT_IIN
        assert resource(sandbox, "phone", token).json()["phone"].startswith("+7")
        assert "@" in resource(sandbox, "email", token).json()["email"]

    def test_wrong_secret_is_refused_and_the_code_stays_good(self, exchange):
        answer = exchange(auth=(CLIENT_ID, "wrong"))

        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
        assert exchange().status_code == 200

    def test_secret_in_the_form_is_not_looked_at(self, exchange):
        answer = exchange(auth=None, client_id=CLIENT_ID, client_secret=settings.EGOV_CLIENT_SECRET)

        assert answer.status_code == 401

    @pytest.mark.parametrize(
        ("change", "error"),
        [
            ({"grant_type": "password"}, "unsupported_grant_type"),
            ({"code": ""}, "invalid_request"),
            ({"code": "invented"}, "invalid_grant"),
            ({"redirect_uri": f"{settings.PUBLIC_URL}/sign-in/callback/"}, "invalid_grant"),
        ],
    )
    def test_wrong_request_is_refused_by_the_protocol(self, exchange, change, error):
        answer = exchange(**change)

        assert (answer.status_code, answer.json()["error"]) == (400, error)
        assert answer.json()["error_description"]

    def test_code_is_dead_after_a_minute(self, exchange):
        answer = exchange(headers={"X-Sandbox-Ahead": "61"})

        assert answer.json()["error"] == "invalid_grant"

    def test_second_use_is_refused_and_withdraws_the_token(self, sandbox, exchange):
        token = exchange().json()["access_token"]

        assert exchange().json()["error"] == "invalid_grant"
        assert resource(sandbox, "basic", token).status_code == 401

    def test_one_of_many_parallel_exchanges_wins(self, exchange):
        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(lambda _: exchange().status_code, range(16)))

        assert answers.count(200) == 1

    def test_token_dies(self, sandbox, exchange):
        token = exchange().json()["access_token"]

        assert resource(sandbox, "basic", token, **{"X-Sandbox-Ahead": "601"}).status_code == 401

    def test_invented_token_is_refused(self, sandbox):
        assert resource(sandbox, "basic", "invented").json()["error"] == "invalid_token"

    def test_scope_that_was_not_asked_stays_closed(self, sandbox, authorize):
        location = sandbox.sign_in(authorize(scope="user:basic:read"), PARENT_IIN)
        form = {
            "grant_type": "authorization_code",
            "code": parse_qs(urlsplit(location).query)["code"][0],
            "redirect_uri": REDIRECT,
        }
        auth = (CLIENT_ID, settings.EGOV_CLIENT_SECRET)
        token = sandbox.http.post("/idp/oauth/token", data=form, auth=auth).json()["access_token"]

        assert resource(sandbox, "basic", token).status_code == 200
        assert resource(sandbox, "phone", token).status_code == 403
