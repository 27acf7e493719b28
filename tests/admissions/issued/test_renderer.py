"""The renderer over a long day: its memory stays flat, and killed in the middle it loses and doubles nothing."""

import io
import multiprocessing
import os
import signal
import time
from collections import Counter
from multiprocessing.connection import wait
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connections
from pypdf import PdfReader

from admissions import documents, services
from admissions.models import IssuedDocument
from oqu.core.acting import acting
from oqu.outbox.models import Lane, Parcel
from oqu.outbox.services import deliver
from tests import factories as make

SCALE = float(os.environ.get("OQU_SCALE", "0.1"))
Kind = IssuedDocument.Kind
GROWTH = 24  # MiB: what the allocator keeps between documents, not what grows with their number


def resident() -> float:
    """MiB of this process."""
    with Path("/proc/self/statm").open() as counters:
        return int(counters.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


@pytest.mark.django_db
def test_memory_stays_flat(capsys):
    application = make.proposed(make.school())
    many = max(20, int(200 * SCALE))
    with acting(make.SYSTEM):
        for _each in range(10):
            content = documents.render(Kind.NOTICE, application, code="0123456789ABCDEF")
        pages = len(PdfReader(io.BytesIO(content)).pages)
        before, began = resident(), time.process_time()
        for _each in range(many):
            documents.render(Kind.NOTICE, application, code="0123456789ABCDEF")
    grown, seconds = resident() - before, time.process_time() - began

    with capsys.disabled():
        print(
            f"\n{many} notices of {pages} page(s) in a row: {many * pages / seconds:.1f} pages a second of one "
            f"processor, memory {grown:+.1f} MiB"
        )
    assert grown < GROWTH


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_every_paper_arrives_once():
    school = make.school()
    applications = [make.submitted(school) for _each in range(12)]
    renderer = multiprocessing.get_context("fork").Process(target=_deliver_apart)
    renderer.start()
    while not 3 <= len(issued()) < 12:
        assert renderer.is_alive(), "it was ready before anybody could kill it"
        wait([renderer.sentinel], timeout=0.02)
    os.kill(renderer.pid, signal.SIGKILL)
    renderer.join()

    deliver(Lane.RENDERER, now=make.NOW.replace(year=2030))

    papers = issued()
    assert Counter(paper.application_id for paper in papers) == Counter(each.pk for each in applications)
    for paper in papers:
        with services.open_issued(paper) as file:
            assert len(file.read()) == paper.size
    assert len({paper.storage_name for paper in papers}) == 12
    assert all(default_storage.exists(paper.storage_name) for paper in papers)
    assert not Parcel.objects.filter(kind="render_application", delivered_at=None).exists()


def issued() -> list[IssuedDocument]:
    with acting(make.SYSTEM):
        return list(IssuedDocument.objects.filter(kind=Kind.APPLICATION))


def _deliver_apart() -> None:
    """In a process of its own, which must not share the test's connection."""
    for connection in connections.all():
        connection.connection = None
    deliver(Lane.RENDERER, now=make.NOW.replace(year=2030))
