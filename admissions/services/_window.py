"""Whether a moment lies in a campaign: [opens_at, closes_at)."""

import datetime as dt

from admissions.errors import AlreadyClosed, NotYetOpen
from admissions.models import Campaign
from oqu.core.clock import ALMATY


def check_window(campaign: Campaign, now: dt.datetime) -> None:
    """:raises NotYetOpen | AlreadyClosed: by the same moment that would be the moment of arrival"""
    if not campaign.has_opened(now):
        raise NotYetOpen(opens_at=_words(campaign.opens_at))
    check_not_over(campaign, now)


def check_not_over(campaign: Campaign, now: dt.datetime) -> None:
    """:raises AlreadyClosed:"""
    if campaign.has_closed(now):
        raise AlreadyClosed(closes_at=_words(campaign.closes_at))


def _words(moment: dt.datetime) -> str:
    return f"{moment.astimezone(ALMATY):%d.%m.%Y %H:%M}"
