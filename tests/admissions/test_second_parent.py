"""One child, one live application: the second parent joins what the first has sent (D9)."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError

from admissions import deliveries, errors, policies, selectors, services
from admissions.models import Application, Document, Notice, SecondParent
from admissions.states import Status
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.errors import NotFound
from oqu.outbox.models import Parcel
from tests import factories as make

pytestmark = pytest.mark.django_db


def send(draft, key=None, at=make.NOW):
    with clock.stopped_at(at):
        return services.submit(uuid=draft.uuid, key=key or uuid4(), by=parent_of(draft))


def parent_of(application):
    return Actor.parent(application.applicant_id)


def seen_by(actor, model=Application):
    with acting(actor, read_only=True):
        return set(model.objects.values_list("pk", flat=True))


def second_of(application):
    with acting(make.SYSTEM):
        return SecondParent.objects.get(application=application)


@pytest.fixture
def pair():
    return make.couple(make.school())


@pytest.mark.rule("R176")
class TestTheSecondOneSends:
    def test_and_gets_the_number_of_the_first(self, pair):
        first, second = pair
        sent = send(first)

        joined = send(second)

        assert (joined.pk, joined.number) == (sent.pk, 1)
        assert second_of(sent).joined_at == make.NOW
        assert make.status_of(second) == Status.DRAFT

    def test_again_and_again_and_gets_the_same(self, pair):
        first, second = pair
        sent, key = send(first), uuid4()

        assert {send(second, key).pk, send(second, key).pk, send(second).pk} == {sent.pk}
        with acting(make.SYSTEM):
            assert SecondParent.objects.filter(application=sent).count() == 1

    def test_an_old_press_repeated_after_the_end_sends_nothing_new(self, pair):
        first, second = pair
        sent, key = send(first), uuid4()
        send(second, key)
        services.withdraw(uuid=sent.uuid, by=parent_of(first), now=make.NOW)

        assert send(second, key).pk == sent.pk
        assert send(second).number == 2

    def test_a_key_of_another_child_stays_refused(self, pair):
        first, second = pair
        key = uuid4()
        send(first)
        send(second, key)
        other = make.draft(first.school, by=second.applicant)

        with pytest.raises(errors.KeyReused):
            send(other, key)

    def test_without_papers_and_after_the_closing_it_joins_too(self, pair):
        first, second = pair
        sent = send(first)
        with acting(make.SYSTEM):
            second.documents.all().delete()

        assert send(second).pk == sent.pk
        assert (
            send(make.draft(first.school, child_iin=first.child_iin), at=first.campaign.closes_at).pk
            == sent.pk
        )

    def test_whom_the_register_did_not_name_then_joins_by_their_own_draft(self):
        school, child = make.school(), make.iin()
        sent = send(make.draft(school, child_iin=child))
        late = make.draft(school, child_iin=child)
        assert seen_by(parent_of(late)) == {late.pk}

        assert send(late).pk == sent.pk
        assert seen_by(parent_of(late)) == {late.pk, sent.pk}

    def test_a_guardian_does_not_join_the_parents_by_their_own_word(self, pair):
        sent = send(pair[0])
        guardian = make.draft(sent.school, child_iin=pair[0].child_iin, is_parent=False)

        with pytest.raises(errors.ChildAlreadyApplied):
            send(guardian)

        assert seen_by(parent_of(guardian)) == {guardian.pk}

    def test_to_another_school_and_is_refused(self):
        first, second = make.couple(make.school(), joins=make.school())
        send(first)

        with pytest.raises(errors.ChildAlreadyApplied):
            send(second)

        assert make.status_of(second) == Status.DRAFT
        assert second_of(first).joined_at is None

    def test_after_a_withdrawal_and_is_the_one_who_applies(self, pair):
        first, second = pair
        send(first)
        services.withdraw(uuid=first.uuid, by=parent_of(first), now=make.NOW)

        assert send(second).pk == second.pk
        assert seen_by(parent_of(first)) == seen_by(parent_of(second)) == {first.pk, second.pk}

    def test_a_second_joining_of_the_same_draft(self, pair):
        first, second = pair
        send(first)
        send(second)
        services.withdraw(uuid=first.uuid, by=parent_of(first), now=make.NOW)
        again = make.draft(first.school, by=first.applicant, child_iin=first.child_iin)

        sent = send(again)

        assert send(second).pk == sent.pk

    def test_the_same_parent_does_not_join_themselves(self):
        school = make.school()
        parent, child = make.person(), make.iin()
        send(make.draft(school, by=parent, child_iin=child))
        again = make.draft(school, by=parent, child_iin=child)

        with pytest.raises(errors.ChildAlreadyApplied):
            send(again)


class TestWhoSees:
    def test_a_draft_is_its_writers_alone(self, pair):
        first, second = pair

        assert seen_by(parent_of(first)) == {first.pk}
        assert seen_by(parent_of(second)) == {second.pk}

    def test_what_was_sent_is_both_parents_and_nobody_elses(self, pair):
        first, second = pair
        sent = send(first)
        stranger = Actor.parent(make.person().pk)
        with acting(make.SYSTEM):
            papers = set(sent.documents.values_list("pk", flat=True))

        for actor in (parent_of(first), parent_of(second)):
            with acting(actor, read_only=True):
                assert sent in selectors.visible_to(actor)
            assert len(seen_by(actor, Document) & papers) == len(papers) == 3
        assert seen_by(stranger) == seen_by(stranger, Document) == seen_by(stranger, SecondParent) == set()
        with acting(stranger, read_only=True):
            assert not selectors.visible_to(stranger).exists()

    def test_the_ministry_and_other_schools_gain_nothing(self, pair):
        sent = send(pair[0])

        assert seen_by(make.director(make.school())) == set()
        assert seen_by(make.director(sent.school)) == {sent.pk}

    def test_the_second_one_cannot_write_it_by_any_way(self, pair):
        first, second = pair
        sent = send(first)

        with pytest.raises(DatabaseError), acting(parent_of(second)):
            Application.objects.filter(pk=sent.pk).update(explanation="?")

    def test_a_stranger_cannot_make_themselves_a_parent(self, pair):
        sent, stranger = send(pair[0]), make.person()

        with pytest.raises(DatabaseError), acting(Actor.parent(stranger.pk)):
            SecondParent.objects.create(application_id=sent.pk, iin_index=stranger.iin_index)

    def test_a_parent_is_named_once(self, pair):
        first, second = pair

        with (
            pytest.raises(IntegrityError, match="admissions_secondparent_once_per_application"),
            acting(make.SYSTEM),
        ):
            SecondParent.objects.create(application=first, iin_index=second.applicant.iin_index)


class TestWhoWithdraws:
    def test_only_the_one_who_sent_it(self, pair):
        first, second = pair
        sent = send(first)

        with pytest.raises(errors.SentByOtherParent):
            services.withdraw(uuid=sent.uuid, by=parent_of(second), now=make.NOW)
        with acting(parent_of(second), read_only=True):
            refusal = policies.explain(sent, parent_of(second)).withdraw.refusal
        assert refusal.code == "admissions.sent_by_other_parent"
        assert make.status_of(sent) == Status.ON_REVIEW

    def test_for_a_stranger_it_does_not_exist(self, pair):
        sent = send(pair[0])

        with pytest.raises(NotFound):
            services.withdraw(uuid=sent.uuid, by=Actor.parent(make.person().pk), now=make.NOW)


class TestBothAreTold:
    """Notices inside the portal, and parcels that become an SMS to each."""

    def told(self, application):
        with acting(make.SYSTEM):
            return sorted(Notice.objects.filter(application=application).values_list("code", "recipient_id"))

    def texted(self, application):
        with acting(make.SYSTEM):
            rows = Parcel.objects.filter(kind="text_family", payload__application_id=application.pk)
            return sorted((row.payload["code"], row.payload["person_id"]) for row in rows)

    def deliver(self, kind, application, **more):
        with acting(make.SYSTEM):
            getattr(deliveries, kind)({"application_id": application.pk, **more}, make.NOW)

    @pytest.mark.rule("R144")
    @pytest.mark.parametrize("event", ["arrived", "withdrawn"])
    def test_of_every_event_by_the_registers_word(self, pair, event):
        first, second = pair
        sent = send(first)

        self.deliver(f"tell_{event}", sent)

        both = [(event, first.applicant_id), (event, second.applicant_id)]
        assert self.told(sent) == self.texted(sent) == both

    def test_a_joining_is_told_to_the_one_who_sent(self, pair):
        first, second = pair
        sent = send(first)
        send(second)
        with acting(make.SYSTEM):
            parcel = Parcel.objects.get(kind="tell_joined")
            deliveries.tell_joined(parcel.payload, make.NOW)

        assert self.told(sent) == [("arrived", second.applicant_id), ("joined", first.applicant_id)]
        assert self.texted(sent) == [("arrived", second.applicant_id)]

    def test_who_was_never_here_is_told_nothing(self):
        sent = send(make.draft(make.school()))
        with acting(make.SYSTEM):
            SecondParent.objects.create(application=sent, iin_index="0" * 64)

        self.deliver("tell_arrived", sent)

        assert self.told(sent) == [("arrived", sent.applicant_id)]

    @pytest.mark.parametrize("joins", [False, True])
    def test_each_in_their_language_at_their_number(self, pair, sandbox, joins):
        first, second = pair
        second.applicant_phone = "+77075550303"
        with acting(make.SYSTEM):
            second.save(update_fields=["applicant_phone"])
        sent = send(first)
        if joins:
            send(second)
        for person in (first.applicant, second.applicant):
            self.deliver("text_family", sent, code="arrived", person_id=person.pk)

        [to_first] = [sms["text"] for sms in sandbox.sms("+77075550101") if sent.reference in sms["text"]]
        number = "+77075550303" if joins else "+77075550202"
        [to_second] = [sms["text"] for sms in sandbox.sms(number) if sent.reference in sms["text"]]
        assert "отправил" not in to_first
        assert "ата-ана" in to_second
