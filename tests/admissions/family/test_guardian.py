"""A guardian applies from home: the number and the day of birth are compared, the right is proved by a paper."""

import datetime as dt
import io
from uuid import uuid4

import pytest
from pypdf import PdfReader

from admissions import services
from admissions.models import IssuedDocument
from admissions.states import Status
from oqu.core.acting import acting
from oqu.outbox.models import Lane
from oqu.outbox.services import deliver
from oqu.world import people
from oqu.world.named import MOTHER, TWO_CHILDREN
from staff.services import issue_token
from tests import factories as make
from tests.admissions.family.screens import applications_of, details, go, only, papers, press, text

WARD = next(each for each in people() if TWO_CHILDREN.iin in each.parent_iins and each.born_on.year == 2020)
ADDRESS = WARD.address.text_ru


def claim(client, **typed):
    told = {"child": "another", "child_iin": WARD.iin, "child_born_on": f"{WARD.born_on:%Y-%m-%d}"}
    return press(client, "draft-start", **(told | typed))


@pytest.fixture
def guardian(browser_of, town):
    return browser_of(MOTHER.iin)


@pytest.fixture
def draft(guardian):
    claim(guardian)
    return only(guardian)


def test_the_proof_is_asked_for_and_nothing_goes_without_it(guardian, draft):
    press(guardian, "draft-school", draft, school="032")
    press(guardian, "draft-details", draft, **details())

    assert "опекун или приёмный родитель ребёнка" in text(go(guardian, "draft-documents", draft))
    press(guardian, "draft-documents", draft, **papers())
    press(guardian, "draft-check", draft, key=str(uuid4()), agreed="on")
    assert only(guardian).is_draft

    press(guardian, "draft-documents", draft, **papers("guardianship"))
    press(guardian, "draft-check", draft, key=str(uuid4()), agreed="on")
    assert only(guardian).status == Status.ON_REVIEW


def test_what_the_register_knows_of_the_child_is_shown_to_the_school_only(guardian, draft):
    press(guardian, "draft-school", draft, school="032")
    press(guardian, "draft-details", draft, **details())
    press(
        guardian, "draft-documents", draft, **papers("photo_3x4", "form_065u", "form_052_2u", "guardianship")
    )
    pages = [text(go(guardian, name, draft)) for name in ("draft-school", "draft-check")]
    press(guardian, "draft-check", draft, key=str(uuid4()), agreed="on")
    pages.append(text(go(guardian, "application", draft)))
    deliver(Lane.RENDERER, now=make.NOW)
    with acting(make.SYSTEM):
        paper = IssuedDocument.objects.get(application=draft, kind="application")
    with services.open_issued(paper) as file:
        pages.append(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(file.read())).pages))
    token = issue_token(person=guardian.person, membership=None, now=make.NOW)
    told = guardian.get(f"/api/v1/applications/{draft.uuid}/", headers={"authorization": f"Bearer {token}"})
    pages.append(told.content.decode())

    number = only(guardian).birth_certificate
    for page in pages:
        assert WARD.first_name in page
        assert ADDRESS.rpartition(",")[2].strip() not in page
        assert number not in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"child_iin": "950601600024"}, "Такого ИИН не бывает"),
        ({"child_iin": ""}, "Такого ИИН не бывает"),
        ({"child_born_on": ""}, "Введите дату рождения"),
        ({"child_born_on": f"{WARD.born_on - dt.timedelta(days=1):%Y-%m-%d}"}, "нет ребёнка с таким ИИН"),
        ({"child_iin": make.iin()}, "нет ребёнка с таким ИИН"),
    ],
    ids=["impossible", "no number", "no day", "another day", "unknown"],
)
def test_a_number_or_a_day_that_does_not_fit_tells_nothing(guardian, typed, words):
    answer = claim(guardian, **typed)

    assert answer.status_code == 422
    assert words in text(answer)
    assert WARD.first_name not in text(answer)
    assert applications_of(guardian) == []


def test_who_tries_many_is_stopped(guardian):
    answers = [text(claim(guardian, child_born_on="2020-01-01")) for _ in range(11)]

    assert "Слишком много запросов" not in answers[9]
    assert "Слишком много запросов" in answers[10]
    assert applications_of(guardian) == []


def test_a_parent_after_all_needs_no_proof(browser_of, town):
    client = browser_of(TWO_CHILDREN.iin)

    claim(client)

    assert only(client).is_parent
