"""What the worker fetches by itself. Losing a tick costs a minute: the next one does the same."""

from celery import shared_task

from oqu.core import clock
from oqu.integrations.signature import fetching


@shared_task(name="signature.renew_revocation_lists")
def renew_revocation_lists(**_later: object) -> int:
    """Every minute."""
    return fetching.renew_lists(now=clock.now())


@shared_task(name="signature.ask_statuses")
def ask_statuses(**_later: object) -> int:
    """Every ten seconds: a director waits for it."""
    return fetching.ask_statuses(now=clock.now())
