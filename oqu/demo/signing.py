"""The directors' telephones of the demo: real CMS signatures by the keys of the test authority."""

import datetime as dt
import json
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7, pkcs12
from django.conf import settings

from admissions import services
from admissions.models import Application, IssuedDocument
from admissions.services._signing_sessions import token_of
from oqu.core.acting import Actor
from oqu.integrations.signature import egov_qr

PASSWORD = b"Qwerty12"  # what the national authority prints for its own test keys


def key_of(director_iin: str, school_bin: str) -> Path:
    return Path(settings.LOCAL_DIR) / "pki" / "keys" / f"org-{director_iin}-{school_bin}.p12"


def sign(application: Application, key: Path, *, by: Actor, now: dt.datetime) -> None:
    """All a director does, from the QR to the final status; the document is made at once, not by the renderer."""
    services.issue_document(
        application_id=application.pk, round=application.round, kind=IssuedDocument.Kind.DECISION, now=now
    )
    session = services.open_session(uuid=application.uuid, by=by, now=now)
    token = token_of(session)
    [asked] = services.documents_to_sign(session.uuid, token=token, now=now)
    signed = egov_qr.DocumentToSign(asked.id, asked.names, asked.meta, _cms(asked.content, key))
    body = json.dumps(egov_qr.api_2([signed])).encode()
    services.complete_signing(session.uuid, token=token, body=body, now=now)


def _cms(content: bytes, key: Path) -> bytes:
    private, certificate, authorities = pkcs12.load_key_and_certificates(key.read_bytes(), PASSWORD)
    if certificate is None or not isinstance(private, RSAPrivateKey):
        raise ValueError(key.name)
    builder = (
        pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(certificate, private, hashes.SHA256())
    )
    for authority in authorities:
        builder = builder.add_certificate(authority)
    options = [
        pkcs7.PKCS7Options.DetachedSignature,
        pkcs7.PKCS7Options.Binary,
        pkcs7.PKCS7Options.NoCapabilities,
    ]
    return builder.sign(Encoding.DER, options)
