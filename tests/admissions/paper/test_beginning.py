"""From the applicant's consent to a draft: what the register is asked, and what is refused before a scan is made."""

import datetime as dt

import pytest

from admissions import errors, services
from admissions.models import Application
from admissions.states import Channel
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.errors import Forbidden, NotFound
from oqu.integrations.consent import NoPhone
from oqu.world import NO_PHONE_IIN, people
from oqu.world.facts import Human
from oqu.world.named import FATHER, MOTHER, TWO_CHILDREN
from staff import services as staff
from staff.models import Consent
from staff.states import ConsentState, Role
from tests import factories as make

pytestmark = pytest.mark.django_db

HERS, TOO_YOUNG = (
    next(child for child in people() if mother.iin in child.parent_iins and child.born_on.year in years)
    for mother, years in ((MOTHER, {2019}), (TWO_CHILDREN, {2022}))
)
SOMEBODY_ELSES = next(
    child for child in people() if TWO_CHILDREN.iin in child.parent_iins and child.born_on.year == 2020
)


def begin(consent: Consent, by: Actor, child=HERS, **facts) -> Application:
    paper = services.Paper(child_iin=child.iin, **facts)
    return services.begin_paper_draft(consent_uuid=consent.uuid, paper=paper, by=by, now=clock.now())


def name_of(human: Human) -> str:
    return " ".join([human.last_name, human.first_name, human.patronymic])


@pytest.mark.rule("R49")
def test_the_register_fills_what_the_paper_says(agreed, clerk, school):
    draft = begin(agreed(MOTHER), clerk, dated_on=dt.date(2026, 5, 4))

    assert (draft.channel, draft.school, draft.registered_by_id) == (Channel.MANUAL, school, clerk.person_id)
    assert draft.child_name == name_of(HERS)
    assert draft.applicant_name == name_of(MOTHER)
    assert draft.registered_address
    assert draft.is_parent
    assert draft.paper_dated_on == dt.date(2026, 5, 4)
    assert (draft.number, draft.received_at) == (None, None)


def test_begun_again_it_is_the_same_draft(agreed, clerk):
    first = begin(agreed(MOTHER), clerk)

    assert begin(agreed(MOTHER), clerk) == first


def test_the_consent_is_used_up(agreed, clerk):
    first = agreed(MOTHER)
    begin(first, clerk)

    assert staff.ask_paper_consent(iin=MOTHER.iin, by=clerk, now=clock.now()) != first


class TestTheConsent:
    def test_is_the_same_request_for_every_clerk_of_the_school(self, agreed, clerk, school):
        asked = agreed(MOTHER)

        assert staff.ask_paper_consent(iin=MOTHER.iin, by=make.director(school), now=clock.now()) == asked

    def test_nothing_is_told_before_it_is_given(self, sandbox, clerk):
        asked = staff.ask_paper_consent(iin=MOTHER.iin, by=clerk, now=clock.now())

        with pytest.raises(staff.ConsentNotGiven):
            begin(asked, clerk)

    def test_refused(self, sandbox, clerk):
        asked = staff.ask_paper_consent(iin=MOTHER.iin, by=clerk, now=clock.now())
        sandbox.answer_1414(MOTHER.phone, "0")

        with pytest.raises(staff.ConsentNotGiven):
            begin(asked, clerk)
        with acting(clerk):
            assert Consent.objects.get(pk=asked.pk).state == ConsentState.DECLINED

    def test_nobody_to_ask_without_a_telephone(self, sandbox, clerk):
        with pytest.raises(NoPhone):
            staff.ask_paper_consent(iin=NO_PHONE_IIN, by=clerk, now=clock.now())

    def test_a_number_that_cannot_exist(self, clerk):
        with pytest.raises(staff.ImpossibleIin):
            staff.ask_paper_consent(iin="950601600024", by=clerk, now=clock.now())

    def test_of_another_school_is_not_there(self, agreed):
        asked = agreed(MOTHER)

        with pytest.raises(NotFound):
            begin(asked, make.executor(make.school()))

    def test_that_was_asked_of_an_employee_is_not_one(self, sandbox, clerk, school):
        director = make.director(school)
        asked = staff.ask_staff_consent(iin=MOTHER.iin, by=director, now=clock.now())
        sandbox.answer_1414(MOTHER.phone)

        with pytest.raises(NotFound):
            begin(asked, director)

    def test_withdrawn_costs_no_role_at_the_school(self, agreed, clerk, school, sandbox):
        """A member of the staff may be a parent who comes with a paper."""
        who = make.person(iin=FATHER.iin)
        make.member(school, Role.EXECUTOR, who)
        asked = agreed(FATHER)
        staff.refresh_consent(uuid=asked.uuid, by=clerk, now=clock.now())

        staff.revoke_consent(uuid=asked.uuid, person=who, now=clock.now())

        with acting(make.SYSTEM):
            assert who.memberships.get().ends_on is None


class TestRefused:
    def test_the_child_of_somebody_else(self, agreed, clerk):
        with pytest.raises(errors.NotChildOfApplicant):
            begin(agreed(MOTHER), clerk, SOMEBODY_ELSES)

    def test_a_child_that_nobody_knows(self, agreed, clerk):
        with pytest.raises(errors.NoSuchChild):
            services.begin_paper_draft(
                consent_uuid=agreed(MOTHER).uuid,
                paper=services.Paper(make.iin(), dt.date(2020, 1, 1)),
                by=clerk,
                now=clock.now(),
            )

    def test_a_child_born_on_another_day(self, agreed, clerk):
        with pytest.raises(errors.NoSuchChild):
            begin(agreed(MOTHER), clerk, SOMEBODY_ELSES, child_born_on=dt.date(2020, 2, 15))

    def test_a_child_who_is_too_young(self, agreed, clerk):
        with pytest.raises(errors.ChildTooYoung):
            begin(agreed(TWO_CHILDREN), clerk, TOO_YOUNG)

    def test_a_child_that_is_in_a_line_already(self, agreed, clerk):
        make.submitted(make.school(), child_iin=HERS.iin)

        with pytest.raises(errors.ChildAlreadyApplied):
            begin(agreed(MOTHER), clerk)

    def test_a_paper_of_tomorrow(self, agreed, clerk):
        with pytest.raises(errors.PaperFromTheFuture):
            begin(agreed(MOTHER), clerk, dated_on=dt.date(2026, 5, 13))

    def test_where_no_admission_is_announced(self, agreed, clerk, school):
        with acting(make.SYSTEM):
            make.campaign().delete()

        with pytest.raises(errors.NoCampaign):
            begin(agreed(MOTHER), clerk)

    @pytest.mark.parametrize("role", [Role.OSO_STAFF, None])
    def test_who_does_not_take_papers(self, school, role):
        who = make.actor(make.member(school, role)) if role else Actor.parent(make.person().pk)

        with pytest.raises(Forbidden):
            staff.ask_paper_consent(iin=MOTHER.iin, by=who, now=clock.now())


class TestAGuardian:
    """The register does not show the child as theirs; a paper does."""

    def test_is_asked_for_the_proof(self, agreed, clerk):
        draft = begin(agreed(MOTHER), clerk, SOMEBODY_ELSES, child_born_on=SOMEBODY_ELSES.born_on)

        assert not draft.is_parent
        with pytest.raises(errors.DraftIncomplete) as refusal:
            services.submit(uuid=draft.uuid, key=draft.uuid, by=clerk)
        assert "guardianship" in refusal.value.context["missing"]

    def test_who_is_a_parent_after_all_needs_none(self, agreed, clerk):
        assert begin(agreed(MOTHER), clerk, child_born_on=HERS.born_on).is_parent
