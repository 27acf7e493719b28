"""Both parents of a child and its one application: who sees what, and what each is told (D9)."""

from uuid import uuid4

import pytest
from django.urls import reverse

from admissions.models import SecondParent
from admissions.states import Status
from oqu import world
from oqu.core.acting import acting
from oqu.core.secrets_fields import blind_index
from oqu.world.named import FATHER, MOTHER
from tests import factories as make
from tests.admissions.family.screens import applications_of, begin, body, go, press, text

YES = {"agreed": "on"}


@pytest.fixture
def pair():
    return make.couple(make.school("132"))


@pytest.fixture
def first(pair, browser_of):
    return browser_of(pair[0].applicant)


@pytest.fixture
def second(pair, browser_of):
    return browser_of(pair[1].applicant)


def send(client, draft):
    address = reverse("admissions:draft-check", args=[draft.uuid])
    return client.post(address, {"key": str(uuid4()), **YES}, follow=True)


@pytest.mark.rule("R176")
class TestTheSecondOneSends:
    def test_and_reads_that_it_is_done(self, pair, first, second):
        send(first, pair[0])

        answer = send(second, pair[1])

        assert answer.status_code == 200
        address = reverse("admissions:application", args=[pair[0].uuid])
        assert answer.redirect_chain[-1][0] == f"{address}?sent=1"
        assert "Заявление № 1 на вашего ребёнка уже отправил второй родитель" in text(answer)
        assert "Вы присоединились" in text(answer)

    def test_again_and_comes_to_the_same_page(self, pair, first, second):
        send(first, pair[0])
        send(second, pair[1])

        for answer in (go(second, "draft-check", pair[1]), press(second, "draft-check", pair[1], **YES)):
            assert answer.url == reverse("admissions:application", args=[pair[0].uuid])

    def test_the_page_before_tells_what_the_button_will_do(self, pair, first, second):
        send(first, pair[0])

        words = text(go(second, "draft-check", pair[1]))

        assert "Второй родитель ребёнка уже отправил в эту школу заявление № 1." in words

    def test_to_another_school_and_is_led_to_what_is_there(self, browser_of):
        one, other = make.couple(make.school("132"), joins=make.school("184"))
        send(browser_of(one.applicant), one)
        second = browser_of(other.applicant)

        answer = send(second, other)

        assert answer.status_code == 409
        assert "родитель, который его отправил, должен сначала его отозвать" in text(answer)
        assert reverse("admissions:application", args=[one.uuid]) in answer.content.decode()
        assert "На этого ребёнка уже отправлено заявление № 1" in text(go(second, "mine"))


class TestWhatTheSecondOneSees:
    def test_the_application_without_having_done_anything(self, pair, first, second):
        send(first, pair[0])

        assert "Отправил второй родитель ребёнка" in text(go(second, "mine"))
        words = text(go(second, "application", pair[0]))
        assert "Оба родителя" in words
        assert "Отозвать может только" in words or "Отозвать заявление может только" in words
        assert (
            reverse("admissions:withdraw", args=[pair[0].uuid])
            not in go(second, "application", pair[0]).content.decode()
        )

    def test_a_draft_that_joined_rests_until_the_end(self, pair, first, second):
        send(first, pair[0])
        send(second, pair[1])
        address = reverse("admissions:draft-delete", args=[pair[1].uuid])
        assert address not in go(second, "mine").content.decode()

        press(first, "withdraw", pair[0])

        assert address in go(second, "mine").content.decode()
        assert "Новое заявление" in text(go(second, "application", pair[0]))

    @pytest.mark.rule("R172")
    def test_papers_of_the_child(self, pair, first, second, stranger):
        send(first, pair[0])
        with acting(make.SYSTEM):
            paper = pair[0].documents.first()
        address = reverse("admissions:document", args=[paper.uuid])

        assert body(second.get(address)).startswith(b"\xff\xd8\xff")
        assert stranger.get(address).status_code == 404

    def test_no_draft_of_the_other(self, pair, second):
        for name in ("application", "draft-school", "draft-details", "draft-documents", "draft-check"):
            assert go(second, name, pair[0]).status_code == 404

    def test_withdrawing_is_refused_in_words(self, pair, first, second):
        send(first, pair[0])

        answer = second.post(reverse("admissions:withdraw", args=[pair[0].uuid]), follow=True)

        assert "отозвать его может только он" in text(answer)
        assert make.status_of(pair[0]) == Status.ON_REVIEW

    def test_queries_do_not_grow_with_children(self, second, same_query_count):
        def grow(more=3):
            for _ in range(more):
                sent = make.submitted()
                with acting(make.SYSTEM):
                    SecondParent.objects.create(application=sent, iin_index=second.person.iin_index)

        grow(1)
        same_query_count(lambda: go(second, "mine"), grow)


class TestWhatTheFirstOneSees:
    def test_that_the_other_is_told_and_has_joined(self, pair, first, second):
        send(first, pair[0])
        assert "видит это заявление и получает те же сообщения" in text(go(first, "application", pair[0]))
        assert "Второй родитель ребёнка узнает об этом." in text(go(first, "withdraw", pair[0]))

        send(second, pair[1])

        assert "Он тоже подавал заявление" in text(go(first, "application", pair[0]))

    def test_nothing_about_another_parent_where_there_is_none(self, parent):
        sent = make.submitted(by=parent.person)

        assert "Оба родителя" not in text(go(parent, "application", sent))
        assert "узнает об этом" not in text(go(parent, "withdraw", sent))


def test_a_stranger_finds_nothing_anywhere(pair, first, second, stranger):
    send(first, pair[0])
    send(second, pair[1])

    for draft in pair:
        for name in (
            "application",
            "withdraw",
            "notice-pdf",
            "application-pdf",
            "draft-check",
            "draft-delete",
        ):
            assert go(stranger, name, draft).status_code == 404
    assert applications_of(stranger) == []


def test_the_register_names_the_other_parent(town, browser_of):
    """By its answer about the child, when the draft is begun."""
    child = next(human for human in world.people() if MOTHER.iin in human.parent_iins)

    draft = begin(browser_of(MOTHER.iin), child.iin)

    with acting(make.SYSTEM):
        assert list(SecondParent.objects.values_list("application_id", "iin_index")) == [
            (draft.pk, blind_index("iin", FATHER.iin))
        ]
    assert applications_of(browser_of(FATHER.iin)) == []
