"""The ticks that empty the lanes. Losing one costs a second: the rows are the queue."""

from celery import shared_task

from oqu.core import clock
from oqu.outbox import heartbeats, services
from oqu.outbox.models import Lane


@shared_task(name="outbox.deliver_worker")
def deliver_worker(**_later: object) -> int:
    """Every second, by the worker."""
    heartbeats.beat("beat")
    return services.deliver(Lane.WORKER, now=clock.now())


@shared_task(name="outbox.deliver_renderer")
def deliver_renderer(**_later: object) -> int:
    """Every second, by the renderer; few at a time, so that its memory is looked at in between."""
    return services.deliver(Lane.RENDERER, now=clock.now(), at_most=20)
