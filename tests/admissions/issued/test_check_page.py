"""The public check page: whoever holds a paper may ask what became of it, and learns nothing of the child."""

import pytest
from django.urls import reverse

from admissions import services
from admissions.models import IssuedDocument
from tests import factories as make
from tests.admissions.issued.conftest import issued, paper_of
from tests.admissions.school.pages import text

Kind = IssuedDocument.Kind
pytestmark = pytest.mark.django_db


def asked(client, code: str):
    return client.get(reverse("admissions:check", args=[code]))


def test_a_signed_notice_is_genuine_then_and_now(client, notice, signed):
    answer = asked(client, notice.code)
    said = text(answer)

    assert "подписан директором" in said
    assert said.count("подпись действительна") == 2
    assert signed.reference in said
    assert signed.school.bin in said
    assert notice.sha256 in said


def test_nothing_of_the_child_or_the_parent_stands_there(client, notice, signed):
    body = asked(client, notice.code).content.decode()

    for private in (signed.child_last_name, signed.child_first_name, signed.child_iin, signed.applicant_name,
                    signed.applicant_iin, signed.applicant_phone, str(signed.uuid)):  # fmt: skip
        assert private not in body


@pytest.mark.parametrize(
    "typed", [str.lower, lambda code: "-".join(code[i : i + 4] for i in range(0, 16, 4))]
)
def test_a_code_is_read_as_people_type_it(client, notice, typed):
    assert asked(client, typed(notice.code)).status_code == 200


def test_letters_that_look_like_digits_are_digits(client, notice):
    assert asked(client, notice.code.replace("0", "O").replace("1", "I")).status_code == 200


@pytest.mark.parametrize("code", ["0000000000000000", "U" * 16, "x"])
def test_an_unknown_code_is_no_page(client, code):
    assert asked(client, code).status_code == 404


def test_a_decision_that_waits_says_so(client, proposed):
    assert "ещё не подписано" in text(asked(client, paper_of(proposed, Kind.DECISION).code))


def test_a_returned_decision_is_void(client, school, proposed):
    code = paper_of(proposed, Kind.DECISION).code
    services.return_for_rework(
        uuid=proposed.uuid, comment="Нет справки", by=make.director(school), now=make.NOW
    )

    assert "недействителен" in text(asked(client, code))


def test_an_application_was_registered(client, school):
    code = issued(make.submitted(school), Kind.APPLICATION).code

    assert "зарегистрировано порталом" in text(asked(client, code))


def test_a_signature_that_no_longer_verifies_is_told(client, notice, settings, tmp_path):
    settings.SIGNATURE_TRUST_ROOTS_DIR = str(tmp_path)

    said = text(asked(client, notice.code))

    assert "нельзя подтвердить" in said


def test_the_page_to_type_a_code_leads_on(client):
    answer = client.get(reverse("admissions:check-ask"), {"code": "ABCD"})

    assert answer["Location"] == reverse("admissions:check", args=["ABCD"])


def test_nobody_tries_codes_in_a_row(client):
    """Half a minute refills fifteen, and these hundred take less."""
    answers = [asked(client, "0000000000000000").status_code for _each in range(100)]

    assert answers[:30] == [404] * 30
    assert 429 in answers[30:]
