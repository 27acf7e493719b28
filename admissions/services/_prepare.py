import datetime as dt

from admissions import selectors
from admissions.errors import NoCampaign
from admissions.models import Application
from admissions.services._drafts import Wishes, begin_draft, choose_school, tell_wishes
from admissions.states import Channel
from oqu.core.acting import Actor, acting
from staff.models import School
from staff.permissions import Action, check_may


def prepare_draft(
    *, child_iin: str, school: School, wishes: Wishes, by: Actor, now: dt.datetime
) -> Application:
    """
    The first three steps of the form at once, for whoever fills it by a program. Only the papers are left.

    :raises NoCampaign: the school's region announced no admission
    :raises NotYourChild | ChildTooYoung | PopulationUnavailable: see `begin_draft`
    """
    check_may(by, Action.APPLY)
    with acting(by, read_only=True):
        campaign = selectors.campaign_of(school, now=now)
    if campaign is None:
        raise NoCampaign
    draft = begin_draft(child_iin=child_iin, campaign=campaign, by=by, now=now, channel=Channel.API)
    choose_school(uuid=draft.uuid, school=school, by=by, now=now)
    return tell_wishes(uuid=draft.uuid, wishes=wishes, by=by, now=now)
