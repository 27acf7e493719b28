"""The parent took back the consent: the school is told, and nothing is decided by itself (D16)."""

import datetime as dt

import pytest

from admissions import services
from oqu.core.acting import Actor, acting
from staff.models import Consent
from staff.states import ConsentPurpose, ConsentState
from tests import factories as make
from tests.admissions.school.pages import text, url

TOLD = "Родитель отозвал согласие"


def answer(application, state, *, at=make.NOW):
    with acting(make.SYSTEM):
        Consent.objects.create(
            iin=application.applicant_iin,
            purpose=ConsentPurpose.SIGN_IN,
            state=state,
            created_at=at,
            answered_at=at,
        )


@pytest.fixture
def application(school):
    return make.submitted(school)


@pytest.mark.rule("R178")
def test_the_card_and_the_refusal_say_so(executor, application):
    answer(application, ConsentState.REVOKED)

    card = executor.get(url("card", application))
    refusal = executor.get(url("refuse", application))

    assert f"{TOLD} на использование персональных данных" in text(card)
    assert "12 мая 2026 г., 12:19" in text(card)
    assert TOLD in text(refusal)
    assert card.context["explanation"].accept.allowed
    assert refusal.context["form"]["reason"].value() == ""


@pytest.mark.parametrize("state", [state for state in ConsentState if state != ConsentState.REVOKED])
def test_any_other_answer_says_nothing(executor, application, state):
    answer(application, state)

    assert TOLD not in text(executor.get(url("card", application)))


def test_a_later_consent_counts(executor, application):
    answer(application, ConsentState.REVOKED)
    answer(application, ConsentState.GRANTED, at=make.NOW + dt.timedelta(hours=1))

    assert TOLD not in text(executor.get(url("card", application)))


def test_a_question_that_waits_changes_nothing(executor, application):
    answer(application, ConsentState.REVOKED)
    answer(application, ConsentState.SMS_SENT, at=make.NOW + dt.timedelta(hours=1))

    assert TOLD in text(executor.get(url("card", application)))


def test_the_consent_of_somebody_else_is_not_asked(executor, school, application):
    answer(make.submitted(school), ConsentState.REVOKED)

    assert TOLD not in text(executor.get(url("card", application)))


def test_while_the_director_signs_it_is_said_and_after_the_end_it_is_not(director, school):
    application = make.proposed(school)
    answer(application, ConsentState.REVOKED)
    assert TOLD in text(director.get(url("card", application)))

    services.withdraw(uuid=application.uuid, by=Actor.parent(application.applicant_id), now=make.NOW)

    assert TOLD not in text(director.get(url("card", application)))
