"""The notice: readers of PDF show its seal as valid, and all that proves it travels inside."""

import hashlib
import io
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from admissions.models import IssuedDocument
from oqu.core.acting import acting
from oqu.integrations.seal import PadesSeal, SealUnusable
from tests import factories as make
from tests.admissions.issued.conftest import content_of, issued

Kind = IssuedDocument.Kind
pytestmark = [pytest.mark.django_db, pytest.mark.rule("R120", "R133")]


def pdfsig(content: bytes, folder: Path) -> str:
    (folder / "notice.pdf").write_bytes(content)
    told = subprocess.run(
        ["pdfsig", "-nocert", "notice.pdf"], cwd=folder, capture_output=True, text=True, check=False
    )
    return told.stdout


def test_a_reader_calls_the_seal_valid(notice, tmp_path):
    said = pdfsig(content_of(notice), tmp_path)

    assert "Signature Validation: Signature is Valid." in said
    assert "ETSI.CAdES.detached" in said
    assert "Total document signed" in said


@pytest.mark.parametrize("at", [0.2, 0.5, 0.8])
def test_one_changed_byte_is_seen(notice, tmp_path, at):
    content = bytearray(content_of(notice))
    content[int(len(content) * at)] ^= 1

    assert "Signature is Valid" not in pdfsig(bytes(content), tmp_path)


def test_the_exact_text_is_read_back(notice):
    said = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content_of(notice))).pages)
    words = " ".join(said.split())

    assert "1-сыныпқа қабылдау туралы хабарлама" in words
    assert words.count("Құдайбергенқызы Айша") == 2


@pytest.mark.rule("R142")
def test_the_directors_signature_verifies_outside_the_portal(notice, signed, authority, tmp_path):
    inside = PdfReader(io.BytesIO(content_of(notice))).attachments
    for name in ("decision.pdf", "decision.pdf.p7s"):
        (tmp_path / name).write_bytes(inside[name][0])
    roots = "".join(path.read_text() for path in sorted((authority / "trust").glob("*.pem")))
    (tmp_path / "roots.pem").write_text(roots)

    told = subprocess.run(
        ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "decision.pdf.p7s", "-content",
         "decision.pdf", "-CAfile", "roots.pem", "-purpose", "any", "-attime", str(int(make.NOW.timestamp())),
         "-out", "out.pdf"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert "successful" in told.stderr, told.stderr
    with acting(make.SYSTEM):
        signed_hash = make.reload(signed).signature.document_sha256
    assert hashlib.sha256((tmp_path / "decision.pdf").read_bytes()).hexdigest() == signed_hash


def test_the_unsealed_document_is_an_exact_prefix(authority):
    seal = PadesSeal(authority / "portal" / "portal-seal.p12", "Qwerty12")

    pdf = _blank()

    assert seal.seal(pdf).startswith(pdf)


def _blank() -> bytes:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("change", ["missing", "password", "not a key"])
def test_a_key_that_cannot_be_used_is_named(authority, tmp_path, change):
    key = authority / "portal" / "portal-seal.p12"
    if change == "missing":
        key = tmp_path / "none.p12"
    if change == "not a key":
        key = tmp_path / "other.p12"
        key.write_bytes(b"nothing")

    with pytest.raises(SealUnusable):
        PadesSeal(key, "wrong" if change == "password" else "Qwerty12").seal(_blank())


def test_it_is_issued_once(notice, signed):
    again = issued(signed, Kind.NOTICE)

    assert again == notice
    with acting(make.SYSTEM):
        assert signed.issued_documents.filter(kind=Kind.NOTICE).count() == 1
