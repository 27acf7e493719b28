"""What runs by the clock."""

from celery import shared_task

from oqu.core import clock
from staff import services


@shared_task(name="staff.refresh_consents")
def refresh_consents(**_later: object) -> int:
    """Every minute; returns how many requests to future employees were answered."""
    return services.refresh_staff_consents(now=clock.now())
