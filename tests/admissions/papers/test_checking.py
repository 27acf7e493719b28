"""A paper is looked at by the antivirus after it came; until then, and when it is bad, nobody gets it."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from admissions import services
from admissions.errors import DraftIncomplete, FileInfected, FileNotChecked
from admissions.models import Document
from admissions.states import DocumentKind, ScanState
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.errors import NotFound
from oqu.integrations.antivirus import AntivirusUnavailable
from oqu.outbox.models import Lane, Parcel
from oqu.outbox.services import deliver
from tests import factories as make
from tests.admissions.papers import hostile

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rule("R172")]
INFECTED = dict(hostile.documents())["pdf with the eicar file as its page"]


def attach(draft, upload=None) -> Document:
    return services.attach_document(
        uuid=draft.uuid,
        kind=DocumentKind.PHOTO,
        upload=upload or make.picture(),
        by=Actor.parent(draft.applicant_id),
        now=make.NOW,
    )


def looked_at(document: Document) -> Document:
    deliver(Lane.WORKER, now=make.NOW)
    with acting(make.SYSTEM):
        return Document.objects.get(pk=document.pk)


@pytest.fixture(autouse=True)
def _noon():
    with clock.stopped_at(make.NOW):
        yield


@pytest.fixture
def draft():
    return make.draft(make.school())


@pytest.fixture
def infected(draft) -> Document:
    return looked_at(attach(draft, SimpleUploadedFile("065.pdf", INFECTED)))


def test_nothing_is_handed_out_before_the_check(draft):
    with pytest.raises(FileNotChecked):
        services.open_document(attach(draft))


def test_the_worker_checks_and_draws_the_first_page(draft):
    document = looked_at(attach(draft))

    assert document.is_clean
    assert document.scanned_at == make.NOW
    with services.open_document(document) as paper, services.open_page(document) as page:
        assert paper.read(3) == page.read(3) == b"\xff\xd8\xff"


def test_what_is_infected_is_never_handed_out(infected):
    assert infected.scan_state == ScanState.INFECTED
    with pytest.raises(FileInfected):
        services.open_document(infected)


@pytest.mark.rule("R177")
def test_an_infected_paper_counts_as_missing(draft, infected):
    with pytest.raises(DraftIncomplete) as refusal:
        services.submit(uuid=draft.uuid, key=draft.uuid, by=Actor.parent(draft.applicant_id))

    assert refusal.value.context["missing"] == [DocumentKind.PHOTO]


def test_a_paper_still_being_checked_does_not_hold_the_sending(draft):
    attach(draft)

    assert services.submit(uuid=draft.uuid, key=draft.uuid, by=Actor.parent(draft.applicant_id)).number == 1


def test_an_antivirus_that_does_not_answer_is_asked_again(draft, settings):
    settings.CLAMAV_ADDRESS = "127.0.0.1:1"
    document = looked_at(attach(draft))
    parcel = Parcel.objects.get(dedupe_key=f"check_document/{document.pk}")

    assert document.scan_state == ScanState.PENDING
    assert parcel.delivered_at is None
    assert parcel.last_error == AntivirusUnavailable.__name__


def test_a_paper_replaced_in_the_meantime_is_left_alone(draft):
    first = attach(draft)
    second = attach(draft)

    deliver(Lane.WORKER, now=make.NOW)

    assert not default_storage.exists(first.storage_name)
    with acting(make.SYSTEM):
        assert [paper.pk for paper in draft.documents.filter(kind=DocumentKind.PHOTO)] == [second.pk]


def test_a_page_that_was_not_drawn_does_not_exist(draft):
    with pytest.raises(NotFound):
        services.open_page(attach(draft))
