import datetime as dt
import logging
from dataclasses import dataclass
from uuid import UUID

from admissions import selectors
from admissions.errors import (
    ChildAlreadyApplied,
    NoCampaign,
    NotChildOfApplicant,
    NotYourChild,
    PaperFromTheFuture,
)
from admissions.models import Application
from admissions.services._drafts import (
    Family,
    begun_before,
    check_age,
    draft_of,
    family_of,
    name_second_parents,
)
from admissions.services._window import check_not_over
from admissions.states import LIVE, Channel
from oqu.core.acting import Actor, acting
from oqu.core.clock import ALMATY
from oqu.core.secrets_fields import blind_index
from staff.models import School
from staff.permissions import Action, check_may
from staff.services import ConsentNotGiven, finish_consent, know_citizen, paper_consent

logger = logging.getLogger(__name__)


@dataclass(frozen=True, repr=False)
class Paper:
    """
    What a clerk copies from the paper. `child_born_on` is given where the applicant is a guardian;
    `dated_on` is what the applicant wrote, a note that moves nobody in the line.
    """

    child_iin: str
    child_born_on: dt.date | None = None
    dated_on: dt.date | None = None


def begin_paper_draft(*, consent_uuid: UUID, paper: Paper, by: Actor, now: dt.datetime) -> Application:
    """
    A draft of what an applicant brought on paper to the clerk's own school, or the one begun before.

    From here on it is filled and sent by the same services as a parent's own. Nothing is taken yet: the
    place in the line is that of the moment of sending.

    :raises NotFound | ConsentNotGiven | ConsentUnavailable: nothing is asked of the register before they agree
    :raises NotChildOfApplicant | NoSuchChild | PersonNotFound | PopulationUnavailable: as the register answered
    :raises ChildTooYoung | ChildAlreadyApplied | NoCampaign | AlreadyClosed | PaperFromTheFuture:
    """
    check_may(by, Action.REGISTER_PAPER)
    if paper.dated_on and paper.dated_on > now.astimezone(ALMATY).date():
        raise PaperFromTheFuture
    consent = paper_consent(uuid=consent_uuid, by=by, now=now)
    if not consent.is_granted:
        raise ConsentNotGiven
    with acting(by, read_only=True):
        school = School.objects.get(pk=by.school_id)
        campaign = selectors.campaign_of(school, now=now)
    if campaign is None:
        raise NoCampaign
    check_not_over(campaign, now)
    try:
        family = family_of(consent.iin, child_iin=paper.child_iin, born_on=paper.child_born_on)
    except NotYourChild as refusal:
        raise NotChildOfApplicant from refusal
    check_age(family.child, campaign)
    _check_is_free(family, campaign.school_year_id)
    with acting(by):
        applicant = know_citizen(family.applicant, by=by)
        draft = begun_before(family, applicant, campaign)
        if draft is None:
            draft = draft_of(family, applicant, campaign, now)
            draft.channel, draft.registered_by_id, draft.consent = Channel.MANUAL, by.person_id, consent
            draft.school, draft.paper_dated_on = school, paper.dated_on
            draft.save()
            name_second_parents(draft, family)
        finish_consent(consent, now=now)
    logger.info("paper begun: draft=%s school=%s by=%s", draft.pk, by.school_id, by.person_id)
    return draft


def _check_is_free(family: Family, school_year: int) -> None:
    """
    Told before papers are scanned for nothing; whoever sends is told again, by the database.

    Asked as the system: the application may be at another school.
    """
    with acting(Actor.system("paper"), read_only=True):
        rows = Application.objects.filter(school_year=school_year, status__in=sorted(LIVE))
        if rows.filter(child_iin_index=blind_index("iin", family.child.iin)).exists():
            raise ChildAlreadyApplied
