"""The ministry states when admission is open: in the country, and in a region that has dates of its own."""

from admissions.errors import AdmissionHasBegun
from admissions.models import Application, Campaign, Queue
from admissions.states import Status
from oqu.core.acting import Actor, acting
from staff.permissions import Action, check_may


def state_campaign(campaign: Campaign, *, by: Actor) -> Campaign:
    """
    Save a new campaign, or other dates of a known one.

    Drafts for schools of a region go over to its own campaign, so that they are sent by its dates.

    :raises AdmissionHasBegun: applications of the region arrived by the dates of the country already
    """
    check_may(by, Action.ADMINISTER)
    with acting(by):
        if campaign.pk is None:
            check_can_begin(campaign)
        campaign.save()
        if campaign.region_kato:
            _take_drafts_over(campaign, by)
    return campaign


def check_can_begin(campaign: Campaign) -> None:
    """
    A child has one application in a campaign and a school one line, so a region changes before they begin.

    :raises AdmissionHasBegun:
    """
    begun = Queue.objects.filter(
        campaign__school_year_id=campaign.school_year_id,
        school__region_kato=campaign.region_kato,
        last_number__gt=0,
    )
    if campaign.region_kato and begun.exists():
        raise AdmissionHasBegun


def _take_drafts_over(campaign: Campaign, by: Actor) -> None:
    """Drafts are their families' own: nobody of the ministry sees them."""
    with acting(Actor.system("campaigns", by.person_id)):
        drafts = Application.objects.order_by().filter(
            status=Status.DRAFT,
            school__region_kato=campaign.region_kato,
            campaign__school_year_id=campaign.school_year_id,
        )
        drafts.exclude(campaign=campaign).update(campaign=campaign)
