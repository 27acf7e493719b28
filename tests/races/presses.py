"""
What people of one line press, each made ready on the page that shows the application as it is now: a press
made ready carries the version of that page, or a signature under the document of that moment.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from admissions import services
from admissions.models import Application
from admissions.services._signing_sessions import token_of
from oqu.core import clock
from oqu.core.acting import Actor
from oqu.integrations.signature import egov_qr
from oqu.sandbox.pki import load_key, make_test_pki
from oqu.sandbox.signing.cms import sign_detached
from tests.integrations.signature.scenes import BIN, IIN, KEYS
from tests.races.lines import Line
from tests.races.racing import Job

Press = Callable[[Line, Application], Job]
ORGANISATION_KEY = f"org-{IIN}-{BIN}"


def accept(line: Line, one: Application) -> Job:
    return lambda: services.accept(uuid=one.uuid, by=line.executor, now=clock.now(), version=one.version)


def refuse(line: Line, one: Application) -> Job:
    return lambda: services.refuse(
        uuid=one.uuid, reason="classes_full", by=line.executor, now=clock.now(), version=one.version
    )


def send_back(line: Line, one: Application) -> Job:
    return lambda: services.return_for_rework(
        uuid=one.uuid, comment="Нет справки", by=line.director, now=clock.now(), version=one.version
    )


def withdraw(_: Line, one: Application) -> Job:
    return lambda: services.withdraw(
        uuid=one.uuid, by=Actor.parent(one.applicant_id), now=clock.now(), version=one.version
    )


def make_authority(place: pytest.TempPathFactory) -> Path:
    """A test authority whose only key is the organisation's, one for all parallel workers; its folder."""
    base = place.getbasetemp()
    directory = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "pki-of-races"
    make_test_pki(directory, {ORGANISATION_KEY: KEYS[ORGANISATION_KEY]}, now=clock.now())
    return directory


def signing_with(authority: Path) -> Press:
    """The director's telephone has signed and only its answer is still to come."""
    key = load_key(authority, ORGANISATION_KEY)

    def sign(line: Line, one: Application) -> Job:
        now = clock.now()
        session = services.open_session(uuid=one.uuid, by=line.director, now=now)
        token = token_of(session)
        [asked] = services.documents_to_sign(session.uuid, token=token, now=now)
        cms = sign_detached(asked.content, key, moment=now)
        signed = egov_qr.DocumentToSign(asked.id, asked.names, asked.meta, cms)
        body = json.dumps(egov_qr.api_2([signed])).encode()
        return lambda: services.complete_signing(session.uuid, token=token, body=body, now=clock.now())[0]

    return sign
