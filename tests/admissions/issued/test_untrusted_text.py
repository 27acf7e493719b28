"""What a family or a school typed stands in the PDF as text: nothing is fetched, attached or linked by it."""

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pikepdf
import pytest

from admissions import documents, services
from admissions.models import Application, Document, IssuedDocument
from oqu.core.acting import acting
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket, pytest.mark.rule("R142")]
Kind = IssuedDocument.Kind

MARKUP = (
    '<link rel=attachment href="{}">',
    '<a rel=attachment href="{}">x</a>',
    '<img src="{}">',
    '<object data="{}"></object>',
    "<style>@import '{}';</style>",
    '<p style="background:url({})">',
    '<svg><image href="{}"/></svg>',
    '<base href="{}"><img src=i>',
    "{}",
)
FAMILY = (
    "child_last_name", "child_first_name", "child_patronymic", "birth_certificate", "applicant_name", "applicant_phone",
    "applicant_email", "applicant_document", "applicant_address_ru", "applicant_address_kk", "address_ru", "address_kk",
    "factual_address",
)  # fmt: skip
SCHOOL = ("name_ru", "name_kk", "name_en", "address_ru", "address_kk")


class Listener(HTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/a"


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()


def everywhere(text: str) -> Application:
    """A decision at a school, with this text in every field that somebody types."""
    school = make.school(**dict.fromkeys(SCHOOL, text))
    application = make.submitted(school, **dict.fromkeys(FAMILY, text))
    with acting(make.SYSTEM):
        Document.objects.filter(application=application).update(file_name=text)
    services.refuse(
        uuid=application.uuid,
        reason="not_compliant",
        explanation=text,
        by=make.executor(school),
        now=make.NOW,
    )
    application = make.reload(application)
    application.registered_by = make.person(last_name=text)  # a receipt names who took the paper in
    return application


@pytest.mark.parametrize("markup", MARKUP)
@pytest.mark.parametrize("target", ["http", "file"])
def test_nothing_is_fetched_attached_or_linked(listener, markup, target):
    address = listener.address if target == "http" else "file:///etc/passwd"
    application = everywhere(markup.format(address))

    for kind in Kind:
        with acting(make.SYSTEM):
            content = documents.render(kind, application)
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert len(pdf.attachments) == 0
            assert not [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert b"root:x" not in content
    assert listener.asked == []


def test_the_renderer_itself_reaches_nothing_even_if_markup_were_let_in(listener):
    page = "".join(
        markup.format(address) for markup in MARKUP for address in (listener.address, "file:///etc/passwd")
    )

    html = documents.HTML(string=page, base_url="x:", url_fetcher=documents._closed_fetcher())
    html.write_pdf()

    assert listener.asked == []


def test_the_listener_hears(listener):
    """The control: a request would have been counted."""
    httpx.get(listener.address)

    assert listener.asked == ["/a"]
