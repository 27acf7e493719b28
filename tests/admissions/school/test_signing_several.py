"""Many decisions in one go: one look, one confirmation, one scan; every document signed and told by itself."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from admissions import services
from admissions.models import IssuedDocument, Signature, SigningSession
from admissions.states import Status
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.outbox.models import Parcel
from staff.models import Membership
from staff.states import Role
from tests import factories as make
from tests.admissions.school.pages import text, url
from tests.admissions.school.test_ncalayer import CMS, layer, stored
from tests.admissions.school.test_signing import (
    ORGANISATION_KEY,
    api_1,
    authority,
    director,
    page,
    school,
    state_of,
    telephone,
)
from tests.integrations.signature.scenes import BIN, IIN

__all__ = ["authority", "director", "layer", "school", "telephone"]
pytestmark = pytest.mark.rule("R131")

SEVERAL = reverse("admissions:sign-several")
CHILDREN = ("Ахметов", "Беков", "Сериков")


@pytest.fixture
def three(school):
    """№ 1 and № 3 are to be accepted, № 2 refused."""
    return [
        make.proposed(school, child_last_name=name, refuse=name == "Беков", in_zone=True) for name in CHILDREN
    ]


def confirmed(applications, **more) -> dict[str, object]:
    """What the page with the list sends when all of it is marked and looked through."""
    versions = {f"version-{each.uuid}": each.version for each in applications}
    return {"application": [each.uuid for each in applications], "looked": "on", **versions, **more}


def shown(director, applications) -> SigningSession:
    """The first session of the code that the confirmed list leads to."""
    scan = director.post(SEVERAL, confirmed(applications))["Location"].split("/")[-2]
    with acting(make.SYSTEM):
        return SigningSession.objects.get(uuid=scan)


def looked_at(director, applications):
    return director.get(SEVERAL, {"application": [each.uuid for each in applications]})


def withdraw(application) -> None:
    services.withdraw(uuid=application.uuid, by=Actor.parent(application.applicant_id), now=make.NOW)


def send_back(application, director) -> None:
    services.return_for_rework(uuid=application.uuid, comment="Ещё раз", by=director.actor, now=make.NOW)


def statuses(applications) -> list[Status]:
    return [make.status_of(each) for each in applications]


class TestChoosing:
    def test_the_list_offers_marks_to_the_director_only(self, director, executor, three):
        waiting = reverse("admissions:unprocessed") + "?view=sign"

        assert director.get(waiting).content.decode().count('name="application"') == 3
        assert 'name="application"' not in executor.get(waiting).content.decode()
        assert 'name="application"' not in director.get(waiting.replace("sign", "decide")).content.decode()

    def test_all_of_a_page_are_marked_by_a_link(self, director, three):
        answer = director.get(reverse("admissions:unprocessed") + "?view=sign&mark=all")

        assert answer.content.decode().count(" checked") == 3

    @pytest.mark.rule("R124", "R142")
    def test_the_differences_stand_side_by_side(self, director, three):
        answer = looked_at(director, three)
        words = text(answer)

        assert "1 отказ" in words
        assert "2 приёма" in words
        assert all(name in words for name in CHILDREN)
        assert "Переполненность класс" in words
        assert [row.application.number for row in answer.context["rows"]] == [2, 1, 3]  # the rarer one first

    def test_without_the_confirmation_nothing_is_opened_and_the_marks_stay(self, director, three):
        sent = confirmed(three[:2]) | {"looked": "", f"version-{three[2].uuid}": three[2].version}
        answer = director.post(SEVERAL, sent)

        assert answer.status_code == 422
        assert "Просмотрите решения и подтвердите это" in text(answer)
        assert [row.is_marked for row in answer.context["rows"]] == [True, True, False]
        with acting(make.SYSTEM):
            assert not SigningSession.objects.exists()

    def test_nothing_marked(self, director, three):
        assert "Отметьте хотя бы одну заявку" in text(director.get(SEVERAL, follow=True))

        sent = confirmed(three) | {"application": []}
        answer = director.post(SEVERAL, sent)

        assert answer.status_code == 422
        assert "Отметьте хотя бы одну заявку" in text(answer)

    def test_what_cannot_be_signed_now_is_named_and_left_out(self, director, school, three):
        unready = make.submitted(school, in_zone=True)
        services.accept(uuid=unready.uuid, by=director.actor, now=make.NOW)
        withdraw(three[0])

        answer = looked_at(director, [*three, unready])

        assert [row.application.number for row in answer.context["rows"]] == [2, 3]
        assert "№ 1 : Заявка уже обработана" in text(answer)
        assert "№ 4 : Документ готовится" in text(answer)

    def test_what_changed_since_the_page_was_opened_is_looked_at_again(self, director, school, three):
        sent = confirmed(three)
        send_back(three[1], director)

        answer = director.post(SEVERAL, sent)

        assert answer.status_code == 422
        assert "кое-что изменилось: № 2" in text(answer).replace("\xa0", " ")
        with acting(make.SYSTEM):
            assert not SigningSession.objects.exists()

    def test_another_decision_than_the_one_looked_at_is_not_signed(self, director, school, three):
        sent = confirmed(three)
        send_back(three[0], director)
        services.refuse(uuid=three[0].uuid, reason="classes_full", by=make.executor(school), now=make.NOW)
        services.issue_document(
            application_id=three[0].pk,
            round=make.reload(three[0]).round,
            kind=IssuedDocument.Kind.DECISION,
            now=make.NOW,
        )

        answer = director.post(SEVERAL, sent)

        assert answer.status_code == 422
        assert [row.application.number for row in answer.context["rows"]] == [1, 2, 3]

    def test_fifty_at_most(self, director, three):
        sent = confirmed(three) | {"application": [uuid4() for _each in range(51)]}

        assert "не больше 50" in text(director.post(SEVERAL, sent))

    @pytest.mark.rule("R156")
    def test_those_of_another_school_do_not_exist(self, director, three):
        foreign = make.proposed()

        assert director.post(SEVERAL, confirmed([*three, foreign])).status_code == 404
        assert len(looked_at(director, [*three, foreign]).context["rows"]) == 3

    def test_what_is_no_number_of_an_application_is_no_error(self, director, three):
        assert director.get(SEVERAL, {"application": ["' or 1=1", three[0].uuid]}).status_code == 200

    def test_the_page_asks_as_often_for_three_as_for_one(self, director, three):
        assert queries_of(lambda: looked_at(director, three)) == queries_of(
            lambda: looked_at(director, three[:1])
        )


@pytest.mark.rule("R46", "R133")
class TestSigned:
    def test_one_scan_signs_all_each_by_its_own_signature(self, director, telephone, three):
        session = shown(director, three)
        taken = telephone.take(api_1(session))

        answer = telephone.answer(taken, ORGANISATION_KEY)

        assert (answer.status_code, answer.json()) == (200, {})
        assert taken.numbers == ["1", "2", "3"]
        assert statuses(three) == [Status.ACCEPTED, Status.REFUSED, Status.ACCEPTED]
        with acting(make.SYSTEM):
            assert len(set(Signature.objects.values_list("cms_sha256", flat=True))) == 3
            assert Parcel.objects.filter(kind="tell_signed").count() == 3

    def test_the_page_tells_it(self, director, telephone, three):
        session = shown(director, three)
        telephone.sign(api_1(session), ORGANISATION_KEY)

        polled = director.get(state_of(session) + "?seen=waiting.waiting.waiting")
        told = director.get(page(session))

        assert polled.headers["HX-Redirect"] == page(session)
        assert "Подписано: 3 решения" in text(told)
        assert "Подписать оставш" not in text(told)
        assert "data-ncalayer=" not in told.content.decode()

    def test_the_telephone_is_told_how_many_and_whose(self, director, telephone, three, school):
        offer = telephone.ask(api_1(shown(director, three))).json()

        assert offer["description"] == "3 решения по заявкам"
        assert offer["organisation"]["bin"] == school.bin

    @pytest.mark.rule("R161")
    def test_a_second_answer_is_refused_and_changes_nothing(self, director, telephone, three):
        taken = telephone.take(api_1(shown(director, three)))
        telephone.answer(taken, ORGANISATION_KEY)

        assert telephone.answer(taken, ORGANISATION_KEY).status_code == 403
        with acting(make.SYSTEM):
            assert Signature.objects.count() == 3

    def test_on_the_computer_every_document_goes_by_itself(self, director, layer, three):
        session = shown(director, three)
        body = director.get(page(session)).content.decode()
        with acting(make.SYSTEM):
            sessions = list(SigningSession.objects.filter(scan=session.scan))

        answers = [
            director.post(
                url("signature", each, one.uuid), layer(stored(director, each)), content_type=CMS
            ).json()
            for each, one in zip(three, sessions, strict=True)
        ]

        assert body.count("data-ncalayer-signature=") == 3
        assert body.count('data-ncalayer-name="№') == 3
        assert answers == [{"url": page(session)}] * 3
        assert statuses(three) == [Status.ACCEPTED, Status.REFUSED, Status.ACCEPTED]


class TestPartly:
    def test_a_wrong_signature_among_right_ones(self, director, telephone, three):
        session = shown(director, three)
        taken = telephone.take(api_1(session))

        answer = telephone.answer(taken, ORGANISATION_KEY, other=b"%PDF another", others=["2"])

        assert answer.status_code == 403
        message = answer.json()["message"].replace("\xa0", " ")
        assert message.startswith("Подписано: 2 из 3. Не подписано: № 2: ")
        assert statuses(three) == [Status.ACCEPTED, Status.ON_SIGNING, Status.ACCEPTED]
        words = text(director.get(page(session)))
        assert "Подписано: 2 решения" in words
        assert "Не подписано: 1 решение" in words
        assert "Подписать оставшееся 1" in words

    def test_the_next_code_signs_only_the_rest(self, director, telephone, three):
        session = shown(director, three)
        telephone.answer(
            telephone.take(api_1(session)), ORGANISATION_KEY, other=b"%PDF another", others=["1", "3"]
        )
        left = [line.application for line in director.get(page(session)).context["lines"].left]

        again = shown(director, left)
        taken = telephone.take(api_1(again))

        assert taken.numbers == ["1", "3"]
        assert telephone.answer(taken, ORGANISATION_KEY).status_code == 200
        assert statuses(three) == [Status.ACCEPTED, Status.REFUSED, Status.ACCEPTED]

    def test_one_was_withdrawn_while_the_telephone_signed(self, director, telephone, three):
        session = shown(director, three)
        taken = telephone.take(api_1(session))
        withdraw(three[2])

        answer = telephone.answer(taken, ORGANISATION_KEY)

        assert "Подписано: 2 из 3" in answer.json()["message"]
        assert statuses(three) == [Status.ACCEPTED, Status.REFUSED, Status.WITHDRAWN]
        words = text(director.get(page(session)))
        assert "Родитель отозвал заявку" in words
        assert "Подписать оставш" not in words  # nothing is left that could be signed

    def test_one_was_returned_before_the_telephone_looked(self, director, telephone, three):
        session = shown(director, three)
        send_back(three[0], director)

        taken = telephone.take(api_1(session))
        answer = telephone.answer(taken, ORGANISATION_KEY)

        assert taken.numbers == ["2", "3"]
        assert answer.status_code == 200
        assert statuses(three) == [Status.ON_REVIEW, Status.REFUSED, Status.ACCEPTED]
        assert "возвращено на доработку" in text(director.get(page(session)))

    def test_one_was_shown_alone_by_a_newer_code(self, director, telephone, three):
        session = shown(director, three)
        director.post(url("sign", three[1]))

        taken = telephone.take(api_1(session))

        assert taken.numbers == ["1", "3"]

    def test_a_wrong_key_is_one_sentence_for_all(self, director, telephone, three):
        session = shown(director, three)

        message = telephone.sign(api_1(session), f"personal-{IIN}").json()["message"].replace("\xa0", " ")

        assert message.startswith("Подписано: 0 из 3. Не подписано: № 1, 2, 3: ")
        assert "Подписать оставшиеся 3" in text(director.get(page(session)))
        assert statuses(three) == [Status.ON_SIGNING] * 3

    def test_an_employees_key_signs_none(self, director, telephone, three):
        telephone.sign(api_1(shown(director, three)), f"employee-{IIN}-{BIN}")

        assert statuses(three) == [Status.ON_SIGNING] * 3

    def test_fewer_signatures_than_documents_are_no_answer(self, director, telephone, three):
        taken = telephone.take(api_1(shown(director, three)))
        del taken.task["documentsToSign"][0]

        assert telephone.answer(taken, ORGANISATION_KEY).status_code == 403
        assert statuses(three) == [Status.ON_SIGNING] * 3

    def test_on_the_computer_a_refused_one_leaves_the_others_signed(self, director, layer, three):
        session = shown(director, three)
        with acting(make.SYSTEM):
            first, second, _third = SigningSession.objects.filter(scan=session.scan)

        good = director.post(
            url("signature", three[0], first.uuid), layer(stored(director, three[0])), content_type=CMS
        )
        wrong = director.post(
            url("signature", three[1], second.uuid), layer(stored(director, three[2])), content_type=CMS
        )
        polled = director.get(state_of(session) + "?seen=waiting.waiting.waiting")

        assert (good.status_code, wrong.json()["code"]) == (200, "signature.other_document")
        assert statuses(three) == [Status.ACCEPTED, Status.ON_SIGNING, Status.ON_SIGNING]
        assert polled.content.decode().count("data-ncalayer-signature=") == 2


class TestEnd:
    def test_after_five_minutes_all_of_them_wait_for_a_new_code(self, director, telephone, three):
        session = shown(director, three)
        with clock.stopped_at(make.NOW + dt.timedelta(minutes=5)):
            assert telephone.ask(api_1(session)).status_code == 403
            assert "Подписать оставшиеся 3" in text(director.get(page(session)))

    def test_cancel_ends_the_code_and_keeps_what_is_signed(self, director, telephone, layer, three):
        session = shown(director, three)
        taken = telephone.take(api_1(session))
        director.post(
            url("signature", three[0], session.uuid), layer(stored(director, three[0])), content_type=CMS
        )

        left = director.post(reverse("admissions:signing-cancel", args=[session.scan]), follow=True)

        assert "Подписание отменено" in text(left)
        assert telephone.answer(taken, ORGANISATION_KEY).status_code == 403
        assert statuses(three) == [Status.ACCEPTED, Status.ON_SIGNING, Status.ON_SIGNING]

    @pytest.mark.rule("R156")
    def test_another_director_neither_sees_nor_ends_it(self, director, stranger, three):
        session = shown(director, three)

        assert stranger.get(page(session)).status_code == 404
        assert stranger.get(state_of(session)).status_code == 404
        assert stranger.post(reverse("admissions:signing-cancel", args=[session.scan])).status_code == 404

    def test_who_follows_a_dismissed_director_shows_a_code_of_their_own(
        self, director, sign_in, school, three
    ):
        session = shown(director, three)
        with acting(make.SYSTEM):
            Membership.objects.filter(school=school, role=Role.DIRECTOR).update(
                ends_on=make.NOW.date() - dt.timedelta(days=1)
            )
        follower = sign_in(make.member(school, Role.DIRECTOR, starts_on=make.NOW.date()))

        assert follower.get(page(session)).status_code == 404
        assert shown(follower, three).director_id == follower.actor.person_id

    @pytest.mark.rule("R130")
    def test_an_executor_signs_nothing(self, executor, three):
        assert executor.post(SEVERAL, confirmed(three)).status_code == 403
        assert executor.get(SEVERAL).status_code == 403

    def test_polling_asks_as_often_for_three_as_for_one(self, director, three):
        session = shown(director, three)
        all_three = queries_of(lambda: director.get(state_of(session) + "?seen="))
        single = shown(director, three[:1])

        assert all_three == queries_of(lambda: director.get(state_of(single) + "?seen="))


def queries_of(act) -> int:
    act()  # what a session asks once
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)
