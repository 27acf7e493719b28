"""What runs by the clock."""

from celery import shared_task

from microdistrict import services
from oqu.core import clock
from oqu.core.acting import Actor


@shared_task(name="microdistrict.check_territories")
def check_territories(**_later: object) -> int:
    """Nightly: the register changes without the schools."""
    return services.check_territories(by=Actor.system("worker"), now=clock.now())
