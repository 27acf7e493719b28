"""How the admission of a campaign looks at a moment: not open yet, open, or over."""

import datetime as dt
from dataclasses import dataclass

from admissions.models import Campaign
from oqu.core.clock import ALMATY


@dataclass(frozen=True)
class Season:
    """For pages. A whole day left is a day of the calendar in Almaty."""

    campaign: Campaign
    now: dt.datetime

    @property
    def is_before(self) -> bool:
        return not self.campaign.has_opened(self.now)

    @property
    def is_open(self) -> bool:
        return self.campaign.has_opened(self.now) and not self.is_over

    @property
    def is_over(self) -> bool:
        return self.campaign.has_closed(self.now)

    @property
    def days_left(self) -> int:
        """Until the day of the opening."""
        return (self._day(self.campaign.opens_at) - self._day(self.now)).days

    @property
    def milliseconds_left(self) -> int:
        """Until the opening, rounded up: whoever waits so long is not too early."""
        return max(0, -((self.now - self.campaign.opens_at) // dt.timedelta(milliseconds=1)))

    def _day(self, moment: dt.datetime) -> dt.date:
        return moment.astimezone(ALMATY).date()
