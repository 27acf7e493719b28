"""What beat asks of the calendar."""

from celery import shared_task

from oqu.calendar import services
from oqu.core import clock


@shared_task(name="calendar.look_ahead")
def look_ahead(**_later: object) -> int:
    """Daily, so that no year begins without its holidays."""
    now = clock.now()
    return services.seed_calendar(services.years_ahead(now), now=now)
