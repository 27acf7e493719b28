"""What beat asks of admission."""

from celery import shared_task

from admissions import services
from oqu.core import clock


@shared_task(name="admissions.escalate")
def escalate(**_later: object) -> int:
    """Every minute; returns how many overdue applications were reported."""
    return services.escalate(now=clock.now())


@shared_task(name="admissions.send_digests")
def send_digests(**_later: object) -> int:
    """On working mornings, to the education departments."""
    return services.send_digests(now=clock.now())


@shared_task(
    name="admissions.verify_journal",
    acks_late=False,  # one that is cut off is not repeated, the next night asks again
    time_limit=3600,
    soft_time_limit=3500,
)
def verify_journal(**_later: object) -> int:
    """Nightly; returns how many invariants do not hold."""
    return len(services.verify_journal(now=clock.now()).findings)


@shared_task(name="admissions.forget_exports")
def forget_exports(**_later: object) -> int:
    """Hourly; returns how many files of lists were deleted."""
    return services.forget_exports(now=clock.now())
