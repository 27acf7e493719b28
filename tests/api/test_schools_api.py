"""Schools by address and the description of the interface: for everybody."""

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

from microdistrict.models import Street
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def served_street():
    """A street that school 032 serves; 033 is in the same town."""
    own, other = factories.school("032"), factories.school("033")
    factories.campaign()
    factories.limit(own, total=40)
    factories.limit(other, total=100)
    return factories.served_street(own)


class TestSchools:
    @pytest.mark.rule("R81")
    def test_of_an_address_come_first_and_say_so(self, served_street):
        answer = APIClient().get("/api/v1/schools/", {"street_id": served_street, "house": "39"})

        found = answer.json()
        assert answer.status_code == 200
        assert [(school["code"], school["zone_type"]) for school in found["schools"]] == [
            ("032", "in_zone"),
            ("033", "out_of_zone"),
        ]
        assert found["address"].endswith("39")
        assert found["campaign"]["school_year"] == "2026-2027"

    @pytest.mark.rule("R59", "R61")
    def test_tell_the_places_of_each_language(self, served_street):
        found = APIClient().get("/api/v1/schools/", {"street_id": served_street}).json()

        assert found["schools"][0]["languages"] == [
            {"language": "kk", "total": 40, "free": 40, "outside_quota": 10, "outside_free": 10}
        ]

    @pytest.mark.parametrize(
        ("asked", "status", "code"),
        [
            ({}, 400, "core.invalid_input"),
            ({"street_id": "unknown"}, 404, "core.not_found"),
            ({"building": "1" * 16}, 404, "core.not_found"),
        ],
    )
    def test_of_no_known_address_are_refused(self, served_street, asked, status, code):
        answer = APIClient().get("/api/v1/schools/", asked)

        assert (answer.status_code, answer.json()["code"]) == (status, code)


class TestStreets:
    def test_are_found_by_a_part_of_their_name(self, served_street):
        answer = APIClient().get("/api/v1/schools/streets/", {"settlement": factories.SETTLEMENT, "q": "117"})

        street = Street.objects.get()
        assert answer.json() == {
            "matches": [
                {
                    "street_id": served_street,
                    "name_kk": street.name_kk,
                    "name_ru": street.name_ru,
                    "title": "улица Е 117",
                    "surroundings": "",
                }
            ],
            "guesses": [],
        }

    def test_need_a_settlement_and_a_name(self):
        answer = APIClient().get("/api/v1/schools/streets/")

        assert (answer.status_code, answer.json()["code"]) == (400, "core.invalid_input")
        assert set(answer.json()["context"]["errors"]) == {"settlement", "q"}


class TestSchema:
    def test_is_valid_and_complete(self):
        call_command("spectacular", validate=True, fail_on_warn=True, file="/dev/null")

    def test_is_for_everybody_and_shows_the_shape_of_a_refusal(self):
        answer = APIClient().get("/api/schema/", HTTP_ACCEPT="application/vnd.oai.openapi+json")

        schema = answer.json()
        assert set(schema["components"]["schemas"]["Refusal"]["properties"]) == {"code", "message", "context"}
        assert len(schema["paths"]) == 13
        for path, methods in schema["paths"].items():
            for method, endpoint in methods.items():
                assert any(status in endpoint["responses"] for status in ("400", "401")), f"{method} {path}"
