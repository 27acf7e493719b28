"""Whose dates a school goes by: its region's own, else those of the country."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import DatabaseError

from admissions import selectors, services
from admissions.errors import AdmissionHasBegun, ChildAlreadyApplied
from admissions.models import Campaign
from limits.models import SchoolYear
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.errors import Forbidden
from tests import factories as make
from tests.admissions.school.pages import text

pytestmark = pytest.mark.django_db

NORTH = "590000000"
DAY = dt.timedelta(days=1)


@pytest.fixture
def country():
    return make.campaign(region_kato="")


@pytest.fixture
def ministry():
    return Actor.ministry(make.person(is_ministry=True).pk)


@pytest.fixture
def state(ministry):
    def state(region: str, *, year: int = make.YEAR, shift: dt.timedelta = 14 * DAY) -> Campaign:
        with acting(make.SYSTEM):
            SchoolYear.objects.get_or_create(starts_in=year)
        opens = make.NOW.replace(year=year) + shift
        campaign = Campaign(
            school_year_id=year, region_kato=region, opens_at=opens, closes_at=opens + 90 * DAY
        )
        return services.state_campaign(campaign, by=ministry)

    return state


class TestTheRule:
    def test_without_dates_of_its_own_a_region_has_the_countrys(self, country):
        assert selectors.campaign_of(make.school(), now=make.NOW) == country

    def test_its_own_dates_win_though_they_are_later(self, country, state):
        own = state(NORTH)

        assert selectors.campaign_of(make.school(region_kato=NORTH), now=make.NOW) == own
        assert selectors.campaign_of(make.school(), now=make.NOW) == country

    def test_after_its_own_closing_the_country_does_not_open_the_region_again(self, country, state):
        own = state(NORTH, shift=-100 * DAY)

        assert selectors.campaign_of(make.school(region_kato=NORTH), now=make.NOW) == own

    def test_the_next_year_begins_when_this_one_is_over(self, country, state):
        coming = state("", year=make.YEAR + 1)

        assert selectors.campaign_of(make.school(), now=country.closes_at) == coming

    def test_without_any_dates_there_is_none(self, state):
        state(NORTH)

        assert selectors.campaign_of(make.school(), now=make.NOW) is None


class TestStating:
    def test_drafts_of_the_region_follow(self, country, state):
        there = make.draft(make.school(region_kato=NORTH), campaign=country)
        here = make.draft(make.school(), campaign=country)

        own = state(NORTH)

        assert make.reload(there).campaign == own
        assert make.reload(here).campaign == country

    def test_a_draft_follows_its_school(self, country, state):
        own, draft = state(NORTH), make.draft(make.school(), campaign=country)
        by = Actor.parent(draft.applicant_id)

        services.choose_school(uuid=draft.uuid, school=make.school(region_kato=NORTH), by=by, now=make.NOW)
        assert make.reload(draft).campaign == own

        services.choose_school(uuid=draft.uuid, school=make.school(), by=by, now=make.NOW)
        assert make.reload(draft).campaign == country

    def test_not_when_the_regions_line_has_begun(self, country, state):
        make.submitted(make.school(region_kato=NORTH), campaign=country)

        with pytest.raises(AdmissionHasBegun):
            state(NORTH)

        assert Campaign.objects.count() == 1

    def test_other_dates_of_a_running_campaign_are_its_drafts_dates(self, country, ministry):
        draft = make.draft(make.school(), campaign=country)
        country.closes_at += 10 * DAY

        services.state_campaign(country, by=ministry)

        assert make.reload(draft).campaign.closes_at == country.closes_at

    def test_only_the_ministry_states_them(self, country):
        with pytest.raises(Forbidden):
            services.state_campaign(country, by=make.director(make.school()))

    @pytest.mark.parametrize("region", ["71", "7100000000", "abcdefghi"])
    def test_a_region_is_a_code_of_nine_digits(self, region, state):
        with pytest.raises(DatabaseError, match=r"region_or_country|too long"):
            state(region)


class TestHome:
    def test_the_countrys_dates_and_the_regions_that_have_others(self, client, country, state):
        state(NORTH)

        with clock.stopped_at(make.NOW):
            words = text(client.get("/"))

        assert "1 сентября 2026 г." in words
        assert "Регионы с собственными сроками" in words
        assert "26 мая 2026 г." in words

    def test_one_region_alone_is_no_exception(self, client):
        make.campaign()

        assert "Регионы с собственными сроками" not in text(client.get("/"))


@pytest.mark.rule("R176")
def test_a_child_has_one_live_application_though_two_regions_have_dates_of_their_own(state):
    state(NORTH, shift=-30 * DAY)
    here, north = make.school(), make.school(region_kato=NORTH)
    parent, child = make.person(), make.iin()
    make.submitted(here, by=parent, child_iin=child)
    there = make.draft(north, by=parent, child_iin=child, campaign=selectors.campaign_of(north, now=make.NOW))

    with clock.stopped_at(make.NOW), pytest.raises(ChildAlreadyApplied):
        services.submit(uuid=there.uuid, key=uuid4(), by=Actor.parent(parent.pk))
