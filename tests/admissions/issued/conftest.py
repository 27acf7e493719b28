"""A decision signed for real, and the notice of it sealed for real."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse

from admissions import services
from admissions.models import Application, IssuedDocument
from oqu.core import clock
from oqu.core.acting import acting
from oqu.sandbox.pki import make_test_pki
from staff.models import School
from staff.states import Role
from tests import factories as make
from tests.admissions.school.telephone import Telephone
from tests.integrations.signature.scenes import BIN, IIN, KEYS

KEY = f"org-{IIN}-{BIN}"


@pytest.fixture(autouse=True)
def _noon(db: None) -> Iterator[None]:
    with clock.stopped_at(make.NOW):
        yield


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys that are in force on the day these tests play."""
    base = tmp_path_factory.getbasetemp()
    directory = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "pki-of-may"
    make_test_pki(directory, KEYS, now=make.NOW)
    return directory


@pytest.fixture
def school(settings, authority) -> School:
    settings.SIGNATURE_TRUST_ROOTS_DIR = str(authority / "trust")
    settings.SEAL_KEY_FILE = str(authority / "portal" / "portal-seal.p12")
    settings.SEAL_KEY_PASSWORD = "Qwerty12"
    return make.school(bin=BIN, offers_transport=True)


@pytest.fixture
def proposed(school) -> Application:
    return make.proposed(school, child_last_name="Құдайбергенқызы")


@pytest.fixture
def signed(authority, proposed) -> Application:
    """Final; its notice is still to be rendered."""
    director = make.member(proposed.school, Role.DIRECTOR, who=make.person(iin=IIN))
    session = services.open_session(uuid=proposed.uuid, by=make.actor(director), now=make.NOW)
    answer = Telephone(authority).sign(reverse("admissions:phone-api-1", args=[session.uuid]), KEY)
    assert answer.status_code == 200, answer.content
    return make.reload(proposed)


@pytest.fixture
def notice(signed) -> IssuedDocument:
    return issued(signed, IssuedDocument.Kind.NOTICE)


def issued(application: Application, kind: IssuedDocument.Kind) -> IssuedDocument:
    services.issue_document(application_id=application.pk, round=application.round, kind=kind, now=make.NOW)
    paper = paper_of(application, kind)
    assert paper is not None
    return paper


def paper_of(application: Application, kind: IssuedDocument.Kind) -> IssuedDocument | None:
    with acting(make.SYSTEM):
        return make.reload(application).issued(kind)


def content_of(document: IssuedDocument) -> bytes:
    with services.open_issued(document) as file:
        return file.read()
