"""The sandbox's address register: its page, its tables as JSON and as files."""

import csv
import io
import json

import pytest
from django.conf import settings


@pytest.fixture
def ask(sandbox):
    def ask(dataset, source=None, key=None):
        params = {"apiKey": key or settings.ADDRESS_REGISTER_KEY}
        if source is not None:
            params["source"] = source if isinstance(source, str) else json.dumps(source)
        return sandbox.http.get(f"/address-register/api/v4/{dataset}", params=params)

    return ask


class TestTables:
    def test_closed_without_the_key_and_for_unknown_tables(self, ask):
        assert ask("s_ats", key="wrong").status_code == 401
        assert ask("s_rooms").status_code == 404

    @pytest.mark.parametrize(
        "source", ["{", "[]", {"query": {"bool": {"must": [{"range": {"nothing": {"gt": 1}}}]}}}]
    )
    def test_a_question_that_cannot_be_read(self, ask, source):
        assert ask("s_ats", source).status_code == 400

    def test_a_page_has_the_size_asked_for(self, ask):
        assert len(ask("s_buildings", {"size": 7}).json()) == 7


class TestAkimat:
    """What somebody does on the page is in the tables at once."""

    def of_street(self, ask, street):
        must = [{"terms": {"s_geonims_id": [street]}}]
        return ask("s_buildings", {"size": 1000, "query": {"bool": {"must": must}}}).json()

    def test_a_new_house_and_a_number_taken_away(self, ask, sandbox):
        added = {"street": "900042", "number": "7"}
        assert sandbox.http.post("/address-register/houses/add/", data=added).status_code == 302
        assert [(row["number"], row["actual"]) for row in self.of_street(ask, 900042)] == [("7", True)]
        sandbox.http.post("/address-register/houses/end/", data=added)
        [house] = self.of_street(ask, 900042)
        assert (house["actual"], len(house["rca"])) == (False, 16)

    @pytest.mark.parametrize(
        ("page", "sent"),
        [
            ("rename", {"street": "404", "name_rus": "А", "name_kaz": "А"}),
            ("rename", {"street": "900001", "name_rus": "", "name_kaz": "А"}),
            ("houses/add", {"street": "900001", "number": ""}),
            ("houses/end", {"street": "900001", "number": "404"}),
        ],
    )
    def test_what_cannot_be_is_told(self, sandbox, page, sent):
        assert sandbox.http.post(f"/address-register/{page}/", data=sent).status_code == 422

    def test_the_page_opens(self, sandbox):
        assert "Переименовать" in sandbox.http.get("/address-register/").text


def test_tables_as_files(sandbox):
    answer = sandbox.http.get("/address-register/files/s_geonims.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) >= 42
    assert rows[0]["actual"] == "true"
    assert sandbox.http.get("/address-register/files/people.csv").status_code == 404
