import pytest


class TestFaults:
    def test_switch_by_post_and_repair_everything(self, sandbox):
        with sandbox.fault("population", "down"), sandbox.fault("sms", "stuck"):
            assert sandbox.http.post("/population/api/v1/persons/query").status_code == 503
            assert "Некоторые системы неисправны" in sandbox.http.get("/faults/").text

            sandbox.http.post("/faults/", data={"system": "all", "fault": "ok"})

            assert sandbox.http.post("/population/api/v1/persons/query").status_code == 401
            assert "Все системы исправны" in sandbox.http.get("/faults/").text

    @pytest.mark.parametrize(
        "switch", [{"system": "weather", "fault": "down"}, {"system": "sms", "fault": "on fire"}, {}]
    )
    def test_unknown_switch_is_refused_and_the_known_are_named(self, sandbox, switch):
        answer = sandbox.http.post("/faults/", data=switch)

        assert answer.status_code == 400
        assert "down" in answer.json()["known"]["sms"]

    def test_header_acts_on_one_request_only(self, sandbox):
        header = {"X-Sandbox-Fault": "sms=down, population=down"}

        assert sandbox.http.post("/population/api/v1/persons/query", headers=header).status_code == 503
        assert sandbox.http.post("/population/api/v1/persons/query").status_code == 401

    def test_person_before_a_broken_system_sees_a_page(self, sandbox, authorize):
        with sandbox.fault("egov_login", "down"):
            page = sandbox.visitor(authorize()).page

        assert page.status_code == 503
        assert "Вход eGov: система не работает" in page.text
