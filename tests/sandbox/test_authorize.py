from urllib.parse import parse_qs, urlsplit

import pytest

from oqu.core.identity import group_iin
from tests.sandbox.conftest import DIRECTOR, PARENT_IIN, REDIRECT


def answer(location):
    assert location.startswith(REDIRECT)
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


class TestAuthorize:
    @pytest.mark.parametrize(
        "change",
        [
            {"client_id": "somebody"},
            {"redirect_uri": "https://evil.example/"},
            {"redirect_uri": REDIRECT.rstrip("/")},
            {"redirect_uri": f"{REDIRECT}?next=/"},
            {"redirect_uri": None},
        ],
        ids=["client", "address", "no slash", "more query", "no address"],
    )
    def test_unknown_client_or_address_gets_a_page_and_is_sent_nowhere(self, sandbox, authorize, change):
        page = sandbox.visitor(authorize(**change)).page

        assert page.status_code == 400
        assert "location" not in page.headers
        assert "Система не зарегистрирована" in page.text

    @pytest.mark.parametrize(
        ("change", "error"),
        [
            ({"response_type": "token"}, "unsupported_response_type"),
            ({"response_type": None}, "invalid_request"),
            ({"scope": "user:everything"}, "invalid_scope"),
            ({"scope": None}, "invalid_scope"),
        ],
    )
    def test_other_mistakes_go_back_by_the_protocol(self, sandbox, authorize, change, error):
        page = sandbox.visitor(authorize(**change)).page

        assert answer(page.headers["location"]) == {"error": error, "state": "st-1"}

    def test_hint_preselects_the_person(self, sandbox, authorize):
        page = sandbox.visitor(authorize(login_hint=PARENT_IIN)).page

        assert f'value="{PARENT_IIN}" checked' in page.text
        assert PARENT_IIN not in str(page.url)

    def test_person_is_found_by_iin_and_by_name(self, sandbox, authorize):
        visitor = sandbox.visitor(authorize())

        for search in (PARENT_IIN, group_iin(PARENT_IIN), "айгерім ахметова", "родитель"):
            page = visitor.open(str(visitor.page.url.copy_with(params={"q": search})))
            assert f'value="{PARENT_IIN}"' in page.text
            assert DIRECTOR.iin not in page.text

    def test_sign_in_belongs_to_the_browser_that_began_it(self, sandbox, at_code, authorize):
        somebody_else = sandbox.visitor(authorize())

        page = somebody_else.open(str(at_code.page.url))

        assert page.status_code == 410
        assert "Введите код" not in page.text

    def test_sign_in_is_over_after_half_an_hour(self, at_code):
        page = at_code.post("", {"code": "00000"}, {"X-Sandbox-Ahead": "1801"})

        assert page.status_code == 410

    def test_pages_open_only_at_their_step(self, sandbox, authorize):
        visitor = sandbox.visitor(authorize())

        for later in ("code", "consent"):
            page = visitor.open(str(visitor.page.url.join(f"../{later}/")))
            assert page.url.path.endswith("/qr/")
