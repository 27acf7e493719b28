"""A paper takes its place by the same service as a form sent from a telephone: no other queue, no earlier moment."""

import datetime as dt
import json
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError

from admissions import errors, selectors, services
from admissions.models import Application, JournalEntry
from admissions.states import Channel, DocumentKind, Status
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.errors import Forbidden, NotFound
from oqu.outbox.models import Parcel
from staff.models import Consent
from staff.services import ConsentNotGiven
from staff.states import ConsentState
from tests import factories as make

pytestmark = pytest.mark.django_db

APRIL = dt.date(2026, 4, 1)


def register(draft: Application, by: Actor) -> Application:
    return services.submit(uuid=draft.uuid, key=uuid4(), by=by)


@pytest.mark.rule("R49", "R93", "R155")
def test_it_stands_behind_what_came_before_and_before_what_comes_after(school, clerk):
    numbers = [
        make.submitted(school).number,
        register(make.paper_draft(school, clerk, paper_dated_on=APRIL), clerk).number,
        make.submitted(school).number,
    ]

    assert numbers == [1, 2, 3]


@pytest.mark.rule("R49")
def test_the_moment_is_that_of_the_registering_and_the_term_follows_it(school, clerk):
    paper = register(make.paper_draft(school, clerk, paper_dated_on=APRIL), clerk)
    portal = make.submitted(school)

    assert paper.received_at == make.NOW
    assert (paper.clock_starts_at, paper.due_at) == (portal.clock_starts_at, portal.due_at)
    assert (paper.status, paper.channel, paper.paper_dated_on) == (Status.ON_REVIEW, Channel.MANUAL, APRIL)


def test_the_journal_tells_who_registered_it_and_how(school, executor, clerk):
    paper = register(make.paper_draft(school, clerk), clerk)

    with acting(clerk):
        entry = JournalEntry.objects.get(application=paper)
    assert (entry.person_id, entry.role) == (clerk.person_id, "executor")
    assert json.loads(bytes(entry.canonical))["channel"] == "manual"


def test_the_family_is_told_and_a_receipt_is_made(school, clerk):
    paper = register(make.paper_draft(school, clerk), clerk)

    kinds = set(Parcel.objects.filter(payload__application_id=paper.pk).values_list("kind", flat=True))
    assert kinds == {"tell_arrived", "render_application", "render_receipt"}


def test_from_now_on_it_is_the_familys_like_every_other(school, clerk):
    draft = make.paper_draft(school, clerk)
    parent = Actor.parent(draft.applicant_id)
    with acting(parent):
        assert not selectors.visible_to(parent).exists()

    register(draft, clerk)

    with acting(parent):
        assert selectors.visible_to(parent).get() == draft
    assert services.withdraw(uuid=draft.uuid, by=parent, now=clock.now()).status == Status.WITHDRAWN


def test_pressed_twice_it_is_one_application(school, clerk):
    draft, key = make.paper_draft(school, clerk), uuid4()

    numbers = [services.submit(uuid=draft.uuid, key=key, by=clerk).number for _ in range(2)]

    assert numbers == [1, 1]


@pytest.mark.rule("R49")
def test_the_same_steps_are_filled_by_the_same_services(school, clerk):
    draft = make.paper_draft(school, clerk, documents=False)
    wishes = services.Wishes("kk", wants_transport=False, has_special_needs=True, phone="+77075550102")

    services.tell_wishes(uuid=draft.uuid, wishes=wishes, by=clerk, now=clock.now())
    with acting(clerk):
        kinds = selectors.required_kinds(selectors.filled_by(clerk).get())
    for kind in kinds:
        services.attach_document(uuid=draft.uuid, kind=kind, upload=make.picture(), by=clerk, now=clock.now())

    assert kinds == [
        DocumentKind.PHOTO,
        DocumentKind.FORM_065,
        DocumentKind.FORM_052,
        DocumentKind.PMPK,
        DocumentKind.PAPER,
    ]
    assert register(draft, clerk).applicant_phone == "+77075550102"


class TestRefused:
    def test_before_the_opening(self, school, clerk):
        draft = make.paper_draft(school, clerk)

        before = make.campaign().opens_at - dt.timedelta(seconds=1)
        with clock.stopped_at(before), pytest.raises(errors.NotYetOpen):
            register(draft, clerk)
        assert make.status_of(draft) == Status.DRAFT

    def test_after_the_closing_whatever_the_paper_says(self, school, clerk):
        draft = make.paper_draft(school, clerk, paper_dated_on=APRIL)

        with clock.stopped_at(make.campaign().closes_at), pytest.raises(errors.AlreadyClosed):
            register(draft, clerk)
        assert make.status_of(draft) == Status.DRAFT

    @pytest.mark.rule("R176")
    @pytest.mark.parametrize("elsewhere", [True, False], ids=["another school", "this school"])
    def test_a_second_one_for_the_child(self, school, clerk, elsewhere):
        first = make.submitted(make.school() if elsewhere else school)
        draft = make.paper_draft(school, clerk, child_iin=first.child_iin)

        with pytest.raises(errors.ChildAlreadyApplied):
            register(draft, clerk)
        assert make.status_of(draft) == Status.DRAFT

    def test_without_the_scan_of_what_was_signed(self, school, clerk):
        draft = make.paper_draft(school, clerk)
        services.remove_document(uuid=draft.uuid, kind=DocumentKind.PAPER, by=clerk)

        with pytest.raises(errors.DraftIncomplete) as refusal:
            register(draft, clerk)
        assert refusal.value.context["missing"] == ["paper"]

    def test_a_guardian_without_the_proof(self, school, clerk):
        draft = make.paper_draft(school, clerk, is_parent=False)
        services.remove_document(uuid=draft.uuid, kind=DocumentKind.GUARDIANSHIP, by=clerk)

        with pytest.raises(errors.DraftIncomplete) as refusal:
            register(draft, clerk)
        assert refusal.value.context["missing"] == ["guardianship"]

    def test_after_the_applicant_took_the_consent_back(self, school, clerk):
        draft = make.paper_draft(school, clerk)
        with acting(make.SYSTEM):
            Consent.objects.update(state=ConsentState.REVOKED)

        with pytest.raises(ConsentNotGiven):
            register(draft, clerk)

    def test_by_another_clerk_of_the_school(self, school, clerk):
        draft = make.paper_draft(school, clerk)

        for other in (make.executor(school), make.director(school)):
            with pytest.raises(NotFound):
                register(draft, other)

    def test_by_another_school(self, school, clerk):
        draft = make.paper_draft(school, clerk)

        with pytest.raises(NotFound):
            register(draft, make.director(make.school()))

    def test_by_the_family_before_it_is_theirs(self, school, clerk):
        draft = make.paper_draft(school, clerk)

        with pytest.raises(NotFound):
            register(draft, Actor.parent(draft.applicant_id))

    def test_by_the_passport_officer(self, school, clerk):
        draft = make.paper_draft(school, clerk)

        with pytest.raises(Forbidden):
            register(draft, Actor.school(clerk.person_id, school.pk, "oso"))

    def test_a_familys_own_draft_by_the_school(self, school, clerk):
        with pytest.raises(NotFound):
            register(make.draft(school), clerk)

    def test_for_a_school_that_is_not_ones_own(self, school, clerk):
        draft = make.paper_draft(school, clerk)

        with pytest.raises(Forbidden):
            services.choose_school(uuid=draft.uuid, school=make.school(), by=clerk, now=clock.now())
        with pytest.raises(DatabaseError, match="row-level security"), acting(clerk):
            Application.objects.filter(pk=draft.pk).update(school=make.school())


class TestTheDatabase:
    """What stands whoever writes."""

    @pytest.mark.rule("R49")
    def test_lets_nobody_in_before_those_who_are_there(self, school, clerk):
        make.submitted(school)
        draft = make.paper_draft(school, clerk)
        line = make.reload(make.submitted(school))

        with pytest.raises(IntegrityError, match="no back-dating"), acting(make.SYSTEM):
            Application.objects.filter(pk=draft.pk).update(
                status="on_review",
                queue=line.queue_id,
                number=3,
                zone_type="in_zone",
                received_at=make.NOW - dt.timedelta(seconds=1),
                clock_starts_at=make.NOW,
                due_at=make.NOW,
            )

    @pytest.mark.parametrize(
        ("column", "value"),
        [("received_at", make.NOW - dt.timedelta(days=9)), ("paper_dated_on", APRIL), ("channel", "portal")],
    )
    def test_keeps_what_was_registered(self, school, clerk, column, value):
        paper = register(make.paper_draft(school, clerk), clerk)

        with pytest.raises(DatabaseError), acting(make.SYSTEM):
            Application.objects.filter(pk=paper.pk).update(**{column: value})

    @pytest.mark.parametrize("missing", ["registered_by", "consent", "school"])
    def test_knows_no_paper_without_a_clerk_a_consent_a_school(self, school, clerk, missing):
        draft = make.paper_draft(school, clerk)

        with pytest.raises(IntegrityError, match="paper_all_or_none"), acting(make.SYSTEM):
            Application.objects.filter(pk=draft.pk).update(**{missing: None})

    def test_shows_a_draft_to_its_clerk_only(self, school, clerk):
        draft = make.paper_draft(school, clerk)

        for other in (make.executor(school), make.director(school), Actor.parent(draft.applicant_id)):
            with acting(other):
                assert not Application.objects.exists()
        with acting(clerk):
            assert Application.objects.get() == draft
            assert draft.documents.count() == 4

    def test_lets_nobody_begin_one_for_somebody_elses_name(self, school, clerk):
        colleague = make.executor(school)

        with pytest.raises(DatabaseError, match="row-level security"), acting(clerk):
            draft = make.paper_draft(school, clerk)
            Application.objects.filter(pk=draft.pk).update(registered_by=colleague.person_id)
