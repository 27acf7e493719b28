"""What a family and a school download, and when."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from admissions import services
from admissions.models import IssuedDocument
from admissions.states import Transport
from oqu.core.acting import acting
from oqu.outbox.models import Lane
from oqu.outbox.services import deliver
from staff.states import Role
from tests import factories as make
from tests.admissions.issued.conftest import content_of, issued, paper_of
from tests.admissions.school.conftest import sign_in

__all__ = ["sign_in"]
Kind = IssuedDocument.Kind
pytestmark = pytest.mark.django_db
HOSTILE = (
    "<link rel=attachment href=file:///etc/passwd>",
    "<a href=http://127.0.0.1:9/ onclick=alert(1)>x</a>",
    "<img src=http://127.0.0.1:9/x.png>",
    "<style>@import url(http://127.0.0.1:9/x.css)</style>",
    "<object data=file:///etc/passwd></object>",
    "{% include 'base.html' %}{{ settings.SECRET_KEY }}",
)


def words(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


@pytest.mark.rule("R119")
def test_the_paper_of_an_application_follows_its_arrival(school):
    application = make.submitted(school, transport=Transport.PENDING)
    deliver(Lane.WORKER, now=make.NOW)
    deliver(Lane.RENDERER, now=make.NOW)

    said = words(content_of(paper_of(application, Kind.APPLICATION)))

    assert "Заявка на поступление в 1 класс" in said
    assert said.count(application.reference) >= 2
    assert "12.05.2026 12:19:12" in said
    assert "Форма 065/у" in said or "065/у" in said


@pytest.mark.rule("R119")
@pytest.mark.parametrize("status", ["on_review", "on_signing", "accepted"])
def test_it_stays_the_same_paper_whatever_becomes_of_the_application(request, school, status):
    application = (
        make.submitted(school)
        if status == "on_review"
        else request.getfixturevalue("proposed" if status == "on_signing" else "signed")
    )
    paper = issued(application, Kind.APPLICATION)

    assert paper.round == 0
    assert paper_of(application, Kind.APPLICATION) == paper


def test_a_paper_not_rendered_yet_is_told_so(sign_in, school):
    application = make.submitted(school)

    answer = sign_in(person=application.applicant).get(
        reverse("admissions:application-pdf", args=[application.uuid])
    )

    assert answer.status_code == 409


@pytest.mark.rule("R120", "R171")
def test_before_the_signature_the_notice_is_a_marked_draft_kept_nowhere(sign_in, proposed):
    browser = sign_in(make.member(proposed.school, Role.DIRECTOR))

    answer = browser.get(reverse("admissions:card-notice-pdf", args=[proposed.uuid]))

    said = words(answer.getvalue())
    assert "ЖОБА · ЧЕРНОВИК" in said
    assert "До подписи директора уведомление не имеет силы" in said
    assert paper_of(proposed, Kind.NOTICE) is None


@pytest.mark.rule("R120")
def test_there_is_no_notice_of_an_application_under_review(sign_in, school):
    application = make.submitted(school)
    browser = sign_in(make.member(school, Role.DIRECTOR))

    assert browser.get(reverse("admissions:card-notice-pdf", args=[application.uuid])).status_code == 409


@pytest.mark.parametrize("text", HOSTILE)
def test_untrusted_words_attach_call_and_run_nothing(school, text):
    facts = dict.fromkeys(
        ("child_last_name", "child_first_name", "child_patronymic", "applicant_name", "address_ru", "address_kk",
         "factual_address", "birth_certificate"), text
    )  # fmt: skip
    application = make.submitted(school, **facts)
    with acting(make.SYSTEM):
        content = content_of(issued(application, Kind.APPLICATION))

    reader = PdfReader(io.BytesIO(content))
    assert len(reader.attachments) == 0
    assert "root:" not in words(content)
    assert b"/URI" not in content.replace(b"/URIs", b"")
    assert b"/JavaScript" not in content


def test_a_returned_decision_leaves_its_paper_behind(school, proposed):
    director = make.director(school)
    first = paper_of(proposed, Kind.DECISION)
    services.return_for_rework(uuid=proposed.uuid, comment="Нет справки", by=director, now=make.NOW)

    assert first is not None
    assert paper_of(proposed, Kind.DECISION) is None
