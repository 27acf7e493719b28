"""How often «Отправить» may be pressed, and that it never costs a family its number."""

from uuid import uuid4

import pytest
from django.urls import reverse

from admissions import sending
from admissions.errors import NotYetOpen
from oqu.core import clock
from oqu.core.acting import Actor
from oqu.core.pace import TooFast
from tests import factories as make
from tests.admissions.family.screens import only, press, text
from tests.api.conftest import token_of

EARLY = make.NOW.replace(month=3)


@pytest.fixture
def draft(parent):
    return make.draft(make.school("032"), by=parent.person)


@pytest.fixture
def hurried(parent, draft):
    """A family, or its program, that has tried with as many keys as a minute has."""
    with clock.stopped_at(EARLY):
        for _ in range(sending.KEYS_A_MINUTE):
            with pytest.raises(NotYetOpen):
                sending.send(uuid=draft.uuid, key=uuid4(), by=Actor.parent(parent.person.pk))


@pytest.mark.usefixtures("hurried")
class TestTooFast:
    def test_a_new_key_waits_and_the_page_keeps_everything(self, parent, draft):
        key = str(uuid4())

        answer = press(parent, "draft-check", draft, key=key, agreed="on")

        assert answer.status_code == 429
        assert "ничего не потеряно" in text(answer)
        assert f'name="key" value="{key}"' in answer.content.decode()
        assert only(parent).is_draft

    def test_the_interface_says_how_long(self, parent, draft):
        answer = token_of(parent.person).post(
            reverse("api:submit", args=[draft.uuid]), headers={"Idempotency-Key": str(uuid4())}
        )

        assert (answer.status_code, answer.json()["code"]) == (429, "core.too_fast")
        assert 1 <= answer.json()["context"]["seconds"] <= 60

    def test_another_family_does_not_wait(self, browser_of):
        other = browser_of(make.person())
        draft = make.draft(make.school("084"), by=other.person)

        press(other, "draft-check", draft, key=str(uuid4()), agreed="on")

        assert only(other).number == 1


def test_a_known_key_is_no_new_try(parent, draft):
    key, by = uuid4(), Actor.parent(parent.person.pk)
    with clock.stopped_at(EARLY):
        for _ in range(3 * sending.KEYS_A_MINUTE):
            with pytest.raises(NotYetOpen):
                sending.send(uuid=draft.uuid, key=key, by=by)

    assert sending.send(uuid=draft.uuid, key=key, by=by).number == 1


def test_the_key_that_was_answered_is_answered_before_anything_is_counted(parent, draft):
    key, by = uuid4(), Actor.parent(parent.person.pk)
    sent = sending.send(uuid=draft.uuid, key=key, by=by)
    with pytest.raises(TooFast):
        for _ in range(2 * sending.KEYS_A_MINUTE):
            sending.send(uuid=draft.uuid, key=uuid4(), by=by)

    answers = [sending.send(uuid=draft.uuid, key=key, by=by) for _ in range(sending.KEYS_A_MINUTE)]

    assert {(answer.number, answer.received_at) for answer in answers} == {(sent.number, sent.received_at)}


def test_too_many_presses_of_one_key_wait_too(parent, draft, monkeypatch):
    monkeypatch.setattr(sending, "PRESSES_A_MINUTE", 5)
    key, by = uuid4(), Actor.parent(parent.person.pk)

    with clock.stopped_at(EARLY), pytest.raises(TooFast):
        for _ in range(6):
            with pytest.raises(NotYetOpen):
                sending.send(uuid=draft.uuid, key=key, by=by)
