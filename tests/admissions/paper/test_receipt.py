"""What the applicant takes home from the desk."""

import io
import re
from uuid import uuid4

import pytest
from django.urls import reverse
from pypdf import PdfReader

from admissions import services
from admissions.models import IssuedDocument
from oqu.core.acting import acting
from oqu.outbox.models import Lane
from oqu.outbox.services import deliver
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt(school, clerk) -> IssuedDocument:
    draft = make.paper_draft(school, clerk, paper_dated_on=make.NOW.date().replace(day=4))
    services.submit(uuid=draft.uuid, key=uuid4(), by=clerk)
    deliver(Lane.RENDERER, now=make.NOW)
    with acting(make.SYSTEM):
        return IssuedDocument.objects.select_related("application").get(
            application=draft, kind=IssuedDocument.Kind.RECEIPT
        )


@pytest.mark.rule("R49")
def test_number_moment_term_and_school_in_both_languages(receipt, school):
    with services.open_issued(receipt) as file:
        pages = PdfReader(io.BytesIO(file.read())).pages
    said = " ".join(" ".join(page.extract_text() for page in pages).split())

    for words in (
        "Расписка о приёме заявления на бумаге",
        "Қағаздағы өтінішті қабылдау туралы қолхат",
        receipt.application.reference,
        "12.05.2026 12:19:12",
        "13.05.2026 12:19:12",
        school.name_ru,
        school.name_kk,
        "Заявление на бумаге с подписью заявителя",
        "4 мая 2026",
        "Место в очереди — по моменту регистрации.",
    ):
        assert re.sub(r"\s", "", words) in re.sub(r"\s", "", said), words


def test_anybody_may_check_it_by_its_code(client, receipt):
    answer = client.get(reverse("admissions:check", args=[receipt.code]), headers={"accept-language": "ru"})

    assert answer.status_code == 200
    assert "Расписка о приёме заявления на бумаге" in answer.content.decode()
    assert "Айша" not in answer.content.decode()
