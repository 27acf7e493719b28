from urllib.parse import parse_qs, urlsplit

import pytest

from tests.sandbox.conftest import PARENT_IIN, REDIRECT


class TestConsent:
    @pytest.mark.rule("R20")
    def test_names_the_client_and_exactly_three_groups_of_data(self, at_consent):
        page = at_consent.page.text

        assert "Национальная Образовательная База Данных 3.0" in page
        lines = [line.split("</li>")[0] for line in page.split("<li>")[1:]]
        assert lines == ["ФИО, ИИН, дата рождения", "Email", "Номер телефона"]

    def test_names_only_what_was_asked(self, sandbox, authorize):
        visitor = sandbox.visitor(authorize(scope="user:phone:read"))
        visitor.choose(PARENT_IIN)

        page = visitor.enter(sandbox.code_for(visitor.phone)).text

        assert page.count("<li>") == 1

    @pytest.mark.rule("R21")
    def test_allowing_returns_to_the_portal_with_a_code_and_its_state(self, at_consent):
        location = at_consent.decide("allow")

        answer = parse_qs(urlsplit(location).query)
        assert location.startswith(REDIRECT)
        assert answer["state"] == ["st-1"]
        assert len(answer["code"][0]) >= 32

    @pytest.mark.rule("R21")
    def test_denying_returns_access_denied_and_no_code(self, at_consent):
        answer = parse_qs(urlsplit(at_consent.decide("deny")).query)

        assert answer["error"] == ["access_denied"]
        assert answer["state"] == ["st-1"]
        assert "code" not in answer

    def test_decision_is_made_once(self, at_consent):
        at_consent.decide("deny")

        assert at_consent.post("", {"decision": "allow"}).status_code == 410

    def test_browser_may_follow_the_answer_to_the_portal(self, at_consent):
        """Browsers hold the redirect after a form to form-action, so the portal's origin must stand there."""
        policy = at_consent.page.headers["content-security-policy"]

        form_action = next(part for part in policy.split("; ") if part.startswith("form-action"))
        assert "http://testserver" in form_action
        assert "unsafe" not in policy
