"""Sending: one number, one moment, whatever is pressed twice (D2, D9, D14)."""

import datetime as dt
from uuid import uuid4

import pytest

from admissions import errors, services
from admissions.models import JournalEntry
from admissions.states import DocumentKind, Status
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.errors import NotFound
from oqu.outbox.models import Parcel
from tests import factories as make

pytestmark = pytest.mark.django_db


def send(draft, key=None, by=None, at=make.NOW):
    with clock.stopped_at(at):
        return services.submit(uuid=draft.uuid, key=key or uuid4(), by=by or Actor.parent(draft.applicant_id))


@pytest.mark.rule("R98", "R104")
def test_the_number_the_moment_and_the_deadline_come_together():
    sent = send(make.draft(make.school()))

    assert sent.number == 1
    assert sent.received_at == make.NOW
    assert sent.due_at == make.NOW + dt.timedelta(days=1)
    assert sent.due_derivation["derivation"]


def test_what_follows_is_left_in_the_same_transaction():
    sent = send(make.draft(make.school()))

    with acting(make.SYSTEM):
        assert JournalEntry.objects.filter(application=sent, event="arrived").count() == 1
        assert Parcel.objects.filter(kind="tell_arrived", payload__application_id=sent.pk).count() == 1


class TestPressedTwice:
    def test_the_same_key_gives_the_same_number(self):
        draft, key = make.draft(make.school()), uuid4()

        assert send(draft, key).number == send(draft, key).number == 1

    def test_another_key_for_the_same_draft_too(self):
        draft = make.draft(make.school())

        assert send(draft).number == send(draft).number == 1

    def test_a_key_belongs_to_one_application(self):
        parent, school, key = make.person(), make.school(), uuid4()
        send(make.draft(school, by=parent), key)

        with pytest.raises(errors.KeyReused):
            send(make.draft(school, by=parent), key)


@pytest.mark.rule("R176")
class TestOneLiveApplicationPerChild:
    def test_a_second_one_is_refused_and_the_draft_stays(self):
        child = make.iin()
        send(make.draft(make.school(), child_iin=child))
        second = make.draft(make.school(), child_iin=child)

        with pytest.raises(errors.ChildAlreadyApplied):
            send(second)

        assert make.status_of(second) == Status.DRAFT

    def test_the_refused_number_is_given_to_the_next(self):
        child, school = make.iin(), make.school()
        send(make.draft(make.school(), child_iin=child))
        with pytest.raises(errors.ChildAlreadyApplied):
            send(make.draft(school, child_iin=child))

        assert send(make.draft(school)).number == 1

    def test_after_a_withdrawal_another_may_be_sent(self):
        child = make.iin()
        first = send(make.draft(make.school(), child_iin=child))
        services.withdraw(uuid=first.uuid, by=Actor.parent(first.applicant_id), now=make.NOW)

        assert send(make.draft(make.school(), child_iin=child)).number == 1


class TestWindow:
    def test_before_the_opening_the_draft_waits(self):
        draft = make.draft(make.school())

        with pytest.raises(errors.NotYetOpen):
            send(draft, at=draft.campaign.opens_at - dt.timedelta(seconds=1))

        assert make.status_of(draft) == Status.DRAFT

    def test_at_the_opening_it_goes(self):
        draft = make.draft(make.school())

        assert send(draft, at=draft.campaign.opens_at).number == 1

    def test_at_the_closing_it_is_too_late(self):
        draft = make.draft(make.school())

        with pytest.raises(errors.AlreadyClosed):
            send(draft, at=draft.campaign.closes_at)


@pytest.mark.rule("R118")
class TestComplete:
    def test_papers_are_missing(self):
        draft = make.draft(make.school(), documents=False)

        with pytest.raises(errors.DraftIncomplete) as refused:
            send(draft)

        assert refused.value.context["missing"] == ["photo_3x4", "form_065u", "form_052_2u"]

    def test_the_commissions_conclusion_goes_with_special_needs(self):
        draft = make.draft(make.school(), has_special_needs=True)

        with pytest.raises(errors.DraftIncomplete) as refused:
            send(draft)

        assert refused.value.context["missing"] == ["pmpk"]

    def test_all_papers_together_are_too_big(self, settings):
        draft = make.draft(make.school())
        settings.MAX_STORED_BYTES = 1

        with pytest.raises(errors.FilesTooBigTogether):
            send(draft)

        assert make.status_of(draft) == Status.DRAFT

    def test_a_school_has_to_be_chosen(self):
        with pytest.raises(errors.DraftIncomplete) as refused:
            send(make.draft(None))

        assert set(refused.value.context["missing"]) == {"school", "language"}

    def test_a_language_the_school_does_not_teach(self):
        with pytest.raises(errors.DraftIncomplete):
            send(make.draft(make.school(), language="uz"))


def test_somebody_elses_draft_does_not_exist():
    draft = make.draft(make.school())

    with pytest.raises(NotFound):
        send(draft, by=Actor.parent(make.person().pk))


@pytest.mark.rule("R107")
def test_special_needs_change_neither_order_nor_seats():
    school = make.school()
    first = make.submitted(school)
    second = make.draft(school, has_special_needs=True)
    services.attach_document(
        uuid=second.uuid,
        kind=DocumentKind.PMPK,
        upload=make.picture(),
        by=Actor.parent(second.applicant_id),
        now=make.NOW,
    )

    sent = send(second)

    assert sent.number == first.number + 1
