"""Step 5: one press, one application; a refusal leaves the draft as it is."""

from uuid import uuid4

import pytest
from django.urls import reverse

from admissions.states import Status
from oqu.core.acting import acting
from tests import factories as make
from tests.admissions.family.screens import applications_of, go, only, press, text

YES = {"agreed": "on"}


@pytest.fixture
def draft(parent):
    return make.draft(make.school("032"), by=parent.person)


def told(draft) -> str:
    """Where every press of one key leads."""
    return reverse("admissions:application", args=[draft.uuid]) + "?sent=1"


def test_the_answers_with_links_to_change_them(parent, draft):
    answer = go(parent, "draft-check", draft)

    words, html = text(answer), answer.content.decode()
    assert "Қуанышқызы Айша" in words
    assert "+7 (707) 555-01-01" in words
    for step in ("school", "details", "documents"):
        assert reverse(f"admissions:draft-{step}", args=[draft.uuid]) in html


@pytest.mark.rule("R155")
def test_sent_with_a_number_and_a_page_that_says_so(parent, draft):
    answer = parent.post(
        reverse("admissions:draft-check", args=[draft.uuid]), {"key": str(uuid4()), **YES}, follow=True
    )

    sent = only(parent)
    assert (sent.status, sent.number) == (Status.ON_REVIEW, 1)
    assert answer.redirect_chain[-1][0] == told(draft)
    assert "Заявление №1 принято: 12 мая 2026 г., 12:19." in text(answer)


def test_pressed_twice_it_is_one_application(parent, draft):
    key = str(uuid4())

    answers = [press(parent, "draft-check", draft, key=key, **YES) for _ in range(2)]

    assert {answer.url for answer in answers} == {told(draft)}
    assert only(parent).number == 1


def test_messages_come_in_the_language_it_was_sent_in(parent, draft, settings):
    parent.cookies[settings.LANGUAGE_COOKIE_NAME] = "kk"

    press(parent, "draft-check", draft, key=str(uuid4()), **YES)

    with acting(make.SYSTEM):
        parent.person.refresh_from_db()
    assert parent.person.language == "kk"


class TestRefused:
    def test_without_the_tick(self, parent, draft):
        key = str(uuid4())

        answer = press(parent, "draft-check", draft, key=key)

        assert answer.status_code == 422
        assert "поставьте отметку" in text(answer)
        assert key in answer.content.decode()
        assert only(parent).is_draft

    @pytest.mark.parametrize("key", ["", "no key"])
    def test_an_unreadable_key_is_no_crash(self, parent, draft, key):
        press(parent, "draft-check", draft, key=key, **YES)

        assert only(parent).number == 1

    @pytest.mark.rule("R118", "R177")
    def test_what_is_missing_is_named_with_the_way_there(self, parent):
        unfinished = make.draft(make.school("032"), by=parent.person, documents=False, applicant_phone="")

        answer = press(parent, "draft-check", unfinished, key=str(uuid4()), **YES)

        assert answer.status_code == 400
        assert "Не указан контактный номер" in text(answer)
        assert text(answer).count("Карта профилактических прививок") == 1
        assert only(parent).is_draft

    @pytest.mark.rule("R176")
    def test_a_second_live_application_for_the_child(self, parent, draft, browser_of):
        other = browser_of(make.person())
        make.submitted(make.school("084"), by=other.person, child_iin=draft.child_iin)

        answer = press(parent, "draft-check", draft, key=str(uuid4()), **YES)

        assert answer.status_code == 409
        assert "уже есть заявление" in text(answer)
        assert only(parent).is_draft


class TestSomebodyElses:
    PAGES = (
        "application", "draft-school", "draft-details", "draft-documents", "draft-check", "draft-delete", "withdraw",
    )  # fmt: skip

    @pytest.mark.rule("R172")
    @pytest.mark.parametrize("name", PAGES)
    def test_is_not_there(self, parent, stranger, draft, name):
        assert go(stranger, name, draft).status_code == 404
        if name != "application":
            assert press(stranger, name, draft, key=str(uuid4()), **YES).status_code == 404

        assert only(parent).is_draft
        assert applications_of(stranger) == []


def test_a_sent_application_is_past_its_steps(parent):
    sent = make.submitted(make.school("032"), by=parent.person)
    for step in ("school", "details", "documents", "check", "delete"):
        for answer in (go(parent, f"draft-{step}", sent), press(parent, f"draft-{step}", sent)):
            assert answer.url == reverse("admissions:application", args=[sent.uuid])
