"""The list as a file: asked for in a moment, made in the background as the person who asked, forgotten after a day."""

import datetime as dt
import tempfile
from collections.abc import Mapping
from typing import IO
from uuid import UUID, uuid4

from django.core.cache import cache
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils import translation

from admissions import filters, selectors
from admissions.errors import ExportGone
from admissions.models import Application, ListExport, Notice
from admissions.spreadsheet import write_list
from oqu.core.acting import Actor, acting
from oqu.core.clock import ALMATY
from oqu.core.errors import NotFound
from oqu.outbox import services as outbox
from staff.models import Person, School
from staff.permissions import Action, check_may
from staff.selectors import memberships_of

KEPT = dt.timedelta(hours=24)
_CHUNK = 500
_State = ListExport.State


def ask_for_list(*, view: str, asked: Mapping[str, str], by: Actor, now: dt.datetime) -> ListExport:
    """
    :param asked: the filters as the list's address has them
    :raises Forbidden: the role does not see this view
    :raises NotFound: there is no such view
    """
    check_may(by, Action.SEE_APPLICATIONS)
    with acting(by):
        export = ListExport(
            person=Person(pk=by.person_id),
            school=School(pk=by.school_id),
            role=by.role,
            language=translation.get_language(),
            view=view,
            asked={name: value for name, value in asked.items() if value},
            asked_at=now,
            expires_at=now + KEPT,
        )
        export.expected = _rows(export, by, now).order_by().count()
        export.save()
        outbox.put("write_export", {"export_id": export.pk}, dedupe_key=f"write_export/{export.pk}", now=now)
    return export


def write_export(*, export_id: int, now: dt.datetime) -> None:
    """
    Make the file with the eyes of the person who asked: their role as it is now, their rows, their language. Asked
    again it does nothing. Runs in the worker, as the system.
    """
    with acting(Actor.system("export")):
        export = ListExport.objects.select_for_update().get(pk=export_id)
        if export.state != _State.WAITING:
            return
        actor = _actor_of(export, now)
        if actor is None or now >= export.expires_at:
            export.state = _State.FAILED
        else:
            export.rows, export.storage_name = _write(export, actor, now)
            export.state = _State.READY
            _tell(export, now)
        export.finished_at = now
        export.save(update_fields=["state", "rows", "storage_name", "finished_at"])


def export_for(uuid: UUID, *, by: Actor) -> ListExport:
    """
    Called inside `acting`.

    :raises NotFound: somebody else's, or one's own of another role
    """
    check_may(by, Action.SEE_APPLICATIONS)
    export = ListExport.objects.filter(uuid=uuid, person_id=by.person_id).first()
    if export is None:
        raise NotFound
    return export


def progress_of(export: ListExport) -> int:
    """Rows written so far, as far as is known: the number lives in the cache and is only shown."""
    return int(cache.get(_progress_key(export), 0)) if export.state == _State.WAITING else export.rows


def open_export(export: ListExport, *, now: dt.datetime) -> IO[bytes]:
    """:raises ExportGone: not ready, or its day is over"""
    if not export.can_be_opened(now):
        raise ExportGone
    return default_storage.open(export.storage_name)


def forget_exports(*, now: dt.datetime) -> int:
    """Delete the files whose day is over; returns how many."""
    with acting(Actor.system("export")):
        rows = ListExport.objects.select_for_update(skip_locked=True).filter(expires_at__lte=now)
        over = list(rows.exclude(storage_name=""))
        for export in over:
            default_storage.delete(export.storage_name)
            export.storage_name = ""
            export.save(update_fields=["storage_name"])
    return len(over)


def _rows(export: ListExport, by: Actor, now: dt.datetime) -> QuerySet[Application]:
    rows = selectors.listed(export.view, by, now=now)
    deciders = selectors.deciders_in(
        export.view, school_id=export.school_id, on=now.astimezone(ALMATY).date()
    )
    return filters.filters_of(export.asked, view=export.view, deciders=deciders, now=now).apply(rows)


def _actor_of(export: ListExport, now: dt.datetime) -> Actor | None:
    """None when the person lost the role meanwhile."""
    for each in memberships_of(export.person_id, on=now.astimezone(ALMATY).date()):
        if (each.school_id, each.role) == (export.school_id, export.role):
            return Actor.school(export.person_id, export.school_id, each.role)
    return None


def _write(export: ListExport, actor: Actor, now: dt.datetime) -> tuple[int, str]:
    def tell(rows: int) -> None:
        cache.set(_progress_key(export), rows, timeout=3600)

    with tempfile.TemporaryFile() as file:
        with acting(actor), translation.override(export.language):
            rows = _rows(export, actor, now).iterator(chunk_size=_CHUNK)
            count = write_list(rows, file, now=now, tell=tell)
        file.seek(0)
        return count, default_storage.save(f"exports/{uuid4()}.xlsx", File(file))


def _tell(export: ListExport, now: dt.datetime) -> None:
    notice = Notice(recipient_id=export.person_id, export=export, code="exported", created_at=now)
    Notice.objects.bulk_create([notice], ignore_conflicts=True)


def _progress_key(export: ListExport) -> str:
    return f"admissions:export:{export.pk}"
