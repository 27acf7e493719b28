"""The directors' telephones of the demo: real CMS signatures by the keys of the test authority."""

import datetime as dt
import json
from pathlib import Path

from django.conf import settings

from admissions import services
from admissions.models import Application, IssuedDocument
from admissions.services._signing_sessions import token_of
from oqu.core.acting import Actor
from oqu.demo.cms import sign_detached
from oqu.integrations.signature import egov_qr


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
    signed = egov_qr.DocumentToSign(
        asked.id, asked.names, asked.meta, sign_detached(asked.content, key, moment=now)
    )
    body = json.dumps(egov_qr.api_2([signed])).encode()
    services.complete_signing(session.uuid, token=token, body=body, now=now)
