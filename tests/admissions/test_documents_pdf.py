"""The decision and the notice on paper: the right letters, one page, nothing let in."""

import io

import pytest
from pypdf import PdfReader

from admissions import documents, services
from admissions.models import IssuedDocument
from admissions.states import RefusalReason, Transport
from oqu.core import clock
from oqu.core.acting import acting
from tests import factories as make

pytestmark = pytest.mark.django_db
Kind = IssuedDocument.Kind
HOSTILE = "<link rel=attachment href=file:///etc/passwd>"


@pytest.fixture(autouse=True)
def _noon():
    with clock.stopped_at(make.NOW):
        yield


def rendered(application, kind=Kind.DECISION) -> PdfReader:
    with acting(make.SYSTEM):
        return PdfReader(io.BytesIO(documents.render(kind, application)))


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.mark.rule("R142", "R151")
def test_an_acceptance_says_everything_in_both_languages():
    at = make.school(offers_transport=True)
    application = make.proposed(at, transport=Transport.PENDING, child_last_name="Құдайбергенқызы")

    said = words(rendered(application))

    assert at.name_ru in said
    assert at.name_kk in said
    assert "1-сыныпқа қабылдау туралы шешім" in said
    assert "Решение о зачислении в 1 класс" in said
    assert said.count(f"№ 1 ({application.reference})") == 2
    assert said.count("Құдайбергенқызы Айша") == 2
    assert said.count("12.05.2026 12:19:12") == 4
    assert "Подвоз согласован" in said


@pytest.mark.rule("R152")
def test_every_kazakh_letter_is_read_back_as_it_was_written():
    letters = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
    application = make.proposed(make.school(), child_last_name=letters)

    assert words(rendered(application)).count(letters) == 2


@pytest.mark.rule("R170")
@pytest.mark.parametrize("reason", RefusalReason.values)
def test_a_refusal_carries_the_reason_on_one_page(reason):
    at = make.school(name_ru='ГКП на ПХВ "Очень длинное название школы-гимназии № 32" ' * 3)
    application = make.submitted(at)
    services.refuse(
        uuid=application.uuid,
        reason=reason,
        explanation="Ұзақ түсініктеме. " * 55,
        by=make.executor(at),
        now=make.NOW,
    )
    application = make.reload(application)

    pdf = rendered(application)

    assert application.refusal_reason_text in words(pdf)
    assert len(pdf.pages) == 1


@pytest.mark.parametrize("where", ["applicant_name", "child_last_name", "child_first_name"])
def test_markup_in_a_name_attaches_and_opens_nothing(where):
    application = make.proposed(make.school(), **{where: HOSTILE})

    pdf = rendered(application)

    assert len(pdf.attachments) == 0
    assert "root:" not in words(pdf)
    assert "rel=attachment" in words(pdf).replace(" ", "")


def test_markup_in_an_explanation_attaches_nothing_either():
    at = make.school()
    application = make.submitted(at)
    services.refuse(
        uuid=application.uuid, reason="not_compliant", explanation=HOSTILE, by=make.executor(at), now=make.NOW
    )

    assert len(rendered(make.reload(application)).attachments) == 0


def test_the_same_decision_reads_the_same_whenever_it_is_rendered():
    application = make.proposed(make.school())

    first = words(rendered(application))
    with clock.stopped_at(make.NOW.replace(year=2027)):
        later = words(rendered(application))

    assert first == later
