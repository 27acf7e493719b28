"""What a school and a family see of a paper that the antivirus has not passed (D16)."""

import pytest
from django.urls import reverse

from admissions.models import Document
from admissions.states import DocumentKind, ScanState
from oqu.core.acting import acting
from tests import factories as make
from tests.admissions.school.pages import text

pytestmark = pytest.mark.rule("R172", "R177")


@pytest.fixture(params=[ScanState.PENDING, ScanState.INFECTED])
def unchecked(request, school) -> Document:
    """The photo of an application on review, with its first page drawn."""
    return put_into(request.param, make.submitted(school))


def put_into(state: ScanState, application) -> Document:
    pending = {"scanned_at": None, "scanner": ""} if state == ScanState.PENDING else {}
    with acting(make.SYSTEM):
        photos = Document.objects.filter(application=application, kind=DocumentKind.PHOTO)
        name = photos.get().storage_name
        photos.update(scan_state=state, page_storage_name=name, **pending)
        return photos.select_related("application").get()


def test_the_school_gets_no_file(executor, unchecked):
    answer = executor.get(reverse("admissions:document", args=[unchecked.uuid]))

    assert answer.status_code == (409 if unchecked.scan_state == ScanState.PENDING else 410)


def test_the_school_looks_at_the_first_page_and_decides(executor, unchecked):
    card = executor.get(reverse("admissions:card", args=[unchecked.application.uuid]))
    page = executor.get(reverse("admissions:document-page", args=[unchecked.uuid]))

    assert f"Фотография ребёнка формата 3×4: {unchecked.get_scan_state_display()}" in text(card)
    assert "откажите по первой либо второй причине" in text(card)
    assert f'src="{reverse("admissions:document-page", args=[unchecked.uuid])}"' in card.content.decode()
    assert f'href="{reverse("admissions:document", args=[unchecked.uuid])}' not in card.content.decode()
    assert page["Content-Type"] == "image/jpeg"
    page.close()
    assert card.context["explanation"].accept.allowed


def test_the_family_is_told_to_choose_another_file(sign_in, school):
    draft = make.draft(school)
    put_into(ScanState.INFECTED, draft)

    answer = sign_in(person=draft.applicant).get(reverse("admissions:draft-documents", args=[draft.uuid]))

    assert "опасное" in text(answer)
