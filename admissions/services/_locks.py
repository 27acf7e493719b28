from uuid import UUID

from admissions.errors import PageIsStale
from admissions.models import Application, Queue
from oqu.core.errors import NotFound


def lock_queue(school_id: int, campaign_id: int) -> Queue:
    """Lock the line of a school in a campaign; the first arrival makes it. Called inside `acting`."""
    rows = Queue.objects.select_for_update(no_key=True).filter(school_id=school_id, campaign_id=campaign_id)
    if (queue := rows.first()) is None:
        Queue.objects.bulk_create(
            [Queue(school_id=school_id, campaign_id=campaign_id)], ignore_conflicts=True
        )
        queue = rows.get()
    return queue


def lock_application(uuid: UUID, *, version: int | None = None) -> Application:
    """
    Lock the queue, then the application in it: the order everywhere, or two clerks deadlock.

    Called inside `acting`, so an application of another school does not exist here.

    :raises NotFound: no such application for this actor
    :raises PageIsStale: `version` is what the person's page showed, and it has moved on
    """
    queue_id = Application.objects.filter(uuid=uuid).values_list("queue_id", flat=True).first()
    if queue_id is None:
        raise NotFound
    Queue.objects.select_for_update(no_key=True).get(pk=queue_id)
    application = (
        Application.objects.select_for_update(of=("self",), no_key=True)
        .select_related("school", "campaign")
        .get(uuid=uuid)
    )
    if version is not None and application.version != version:
        raise PageIsStale
    return application
