"""In one place: the bytes under the signature are the stored ones, the answers stand in them, and then nothing moves."""

import hashlib
import io

import pytest
from asn1crypto import cms
from django.db import DatabaseError, connection, transaction
from pypdf import PdfReader

from admissions import services
from admissions.errors import DocumentNotReady
from admissions.models import Application, IssuedDocument, Signature
from admissions.states import Status, Transport
from oqu.core.acting import acting
from staff.states import Role
from tests import factories as make
from tests.admissions.issued.conftest import IIN, KEY, content_of, issued
from tests.admissions.school.telephone import Telephone

Kind = IssuedDocument.Kind
pytestmark = [pytest.mark.django_db, pytest.mark.rule("R142", "R143")]

WORDS = {Transport.APPROVED: "Подвоз согласован", Transport.DECLINED: "В подвозе отказано"}


@pytest.fixture
def director(school):
    return make.actor(make.member(school, Role.DIRECTOR, who=make.person(iin=IIN)))


@pytest.fixture
def executor(school):
    return make.executor(school)


def asked(school) -> Application:
    """On review; the parent asks for transport, the school offers it."""
    return make.submitted(school, transport=Transport.PENDING, in_zone=True)


def sign(authority, application, director) -> Signature:
    session = services.open_session(uuid=application.uuid, by=director, now=make.NOW)
    telephone = Telephone(authority)
    assert telephone.sign(f"/sign/{session.scan}/", KEY).status_code == 200
    with acting(make.SYSTEM):
        return Signature.objects.select_related("document").get(application=application)


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def digest_in(signature: Signature) -> bytes:
    """What the key signed, as the CMS itself says."""
    signer = cms.ContentInfo.load(bytes(signature.cms))["content"]["signer_infos"][0]
    attributes = {each["type"].native: each["values"] for each in signer["signed_attrs"]}
    return attributes["message_digest"][0].native


@pytest.mark.parametrize("answer", [Transport.APPROVED, Transport.DECLINED])
def test_the_signature_is_over_the_stored_bytes_and_they_tell_the_transport(
    authority, school, director, executor, answer
):
    application = asked(school)
    services.accept(uuid=application.uuid, by=executor, now=make.NOW, transport=answer)
    document = issued(make.reload(application), Kind.DECISION)

    signature = sign(authority, application, director)

    stored = content_of(document)
    assert digest_in(signature) == hashlib.sha256(stored).digest()
    assert signature.document_id == document.pk
    assert signature.document_sha256 == document.sha256 == hashlib.sha256(stored).hexdigest()
    assert WORDS[answer] in text_of(stored)
    assert WORDS[next(each for each in WORDS if each != answer)] not in text_of(stored)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE admissions_application SET transport = 'declined' WHERE id = {application}",
        "UPDATE admissions_application SET decision = 'refuse' WHERE id = {application}",
        "UPDATE admissions_application SET status = 'on_review' WHERE id = {application}",
        "UPDATE admissions_application SET signature_id = NULL WHERE id = {application}",
        "UPDATE admissions_issueddocument SET sha256 = repeat('0', 64) WHERE application_id = {application}",
        "UPDATE admissions_issueddocument SET storage_name = 'other.pdf' WHERE application_id = {application}",
        "DELETE FROM admissions_issueddocument WHERE application_id = {application}",
        "UPDATE admissions_signature SET cms = '' WHERE application_id = {application}",
        "DELETE FROM admissions_signature WHERE application_id = {application}",
    ],
)
def test_after_the_signature_the_database_refuses_every_change(
    authority, school, director, executor, statement
):
    """By hand, as the role the application connects with, and as the system that sees all rows."""
    application = asked(school)
    services.accept(uuid=application.uuid, by=executor, now=make.NOW, transport=Transport.APPROVED)
    issued(make.reload(application), Kind.DECISION)
    sign(authority, application, director)

    with acting(make.SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("oqu_app",)
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(statement.format(application=application.pk))

    assert make.reload(application).transport == Transport.APPROVED


def test_before_the_document_is_there_nothing_can_be_signed(school, director, executor):
    application = asked(school)
    services.accept(uuid=application.uuid, by=executor, now=make.NOW, transport=Transport.APPROVED)

    with pytest.raises(DocumentNotReady):
        services.open_session(uuid=application.uuid, by=director, now=make.NOW)


@pytest.mark.rule("R137")
def test_a_return_makes_the_document_void_and_the_next_round_has_its_own(
    authority, school, director, executor
):
    application = asked(school)
    services.accept(uuid=application.uuid, by=executor, now=make.NOW, transport=Transport.APPROVED)
    first = issued(make.reload(application), Kind.DECISION)
    services.return_for_rework(uuid=application.uuid, comment="Ещё раз", by=director, now=make.NOW)
    services.accept(uuid=application.uuid, by=executor, now=make.NOW, transport=Transport.DECLINED)
    with pytest.raises(DocumentNotReady):  # the void one does not stand in for it
        services.open_session(uuid=application.uuid, by=director, now=make.NOW)

    second = issued(make.reload(application), Kind.DECISION)
    signature = sign(authority, application, director)

    assert signature.document_id == second.pk
    assert WORDS[Transport.DECLINED] in text_of(content_of(second))
    assert WORDS[Transport.APPROVED] in text_of(content_of(first))  # kept as it was
    assert make.status_of(application) == Status.ACCEPTED
