"""The director signs by QR: the real bytes, a real signature, and every wrong key told apart."""

import datetime as dt
import os
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from admissions import services
from admissions.models import Signature, SigningSession
from admissions.states import Status
from oqu.core import clock
from oqu.core.acting import acting
from oqu.integrations.signature.again import verify_again
from oqu.outbox.models import Parcel
from oqu.sandbox.pki import make_test_pki
from staff.models import School
from staff.states import Role
from tests import factories as make
from tests.admissions.school.pages import text, url
from tests.admissions.school.telephone import Telephone
from tests.integrations.signature.scenes import BIN, IIN, KEYS, OTHER_BIN, OTHER_IIN

ORGANISATION_KEY = f"org-{IIN}-{BIN}"


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
    return make.school(bin=BIN)


@pytest.fixture
def director(school, sign_in):
    return sign_in(make.member(school, Role.DIRECTOR, who=make.person(iin=IIN)))


@pytest.fixture
def telephone(authority) -> Telephone:
    return Telephone(authority)


@pytest.fixture
def application(school):
    return make.proposed(school)


def shown(director, application) -> SigningSession:
    """A press of «Подписать» and the session its page shows."""
    director.post(url("sign", application))
    with acting(make.SYSTEM):
        return SigningSession.objects.order_by("-pk").first()


def api_1(session: SigningSession) -> str:
    return reverse("admissions:phone-api-1", args=[session.uuid])


def page(session) -> str:
    return reverse("admissions:signing", args=[session.scan])


def state_of(session) -> str:
    return reverse("admissions:signing-state", args=[session.scan])


@pytest.mark.rule("R46", "R131", "R133")
class TestSigned:
    def test_the_decision_becomes_final_and_the_parent_will_be_told(self, director, telephone, application):
        session = shown(director, application)

        answer = telephone.sign(api_1(session), ORGANISATION_KEY)

        assert (answer.status_code, answer.json()) == (200, {})
        assert make.status_of(application) == Status.ACCEPTED
        with acting(make.SYSTEM):
            kinds = set(Parcel.objects.values_list("kind", flat=True))
        assert {"render_notice", "tell_signed"} <= kinds

    def test_the_page_leads_to_the_card_with_the_good_news(self, director, telephone, application):
        session = shown(director, application)
        telephone.sign(api_1(session), ORGANISATION_KEY)

        polled = director.get(state_of(session) + "?seen=waiting")
        checked = director.get(page(session), follow=True)

        assert polled.headers["HX-Redirect"] == url("card", application)
        assert "Решение по заявке №1 подписано: Принято." in text(checked)

    def test_a_refusal_is_signed_the_same_way(self, director, telephone, school):
        application = make.proposed(school, refuse=True)

        telephone.sign(api_1(shown(director, application)), ORGANISATION_KEY)

        assert make.status_of(application) == Status.REFUSED

    def test_openssl_verifies_what_the_database_holds(
        self, director, telephone, application, authority, tmp_path
    ):
        telephone.sign(api_1(shown(director, application)), ORGANISATION_KEY)
        with acting(make.SYSTEM):
            signature = Signature.objects.select_related("document").get()
            with services.open_issued(signature.document) as stored:
                (tmp_path / "decision.pdf").write_bytes(stored.read())
        (tmp_path / "decision.p7s").write_bytes(bytes(signature.cms))

        command = [
            "openssl",
            "cms",
            "-verify",
            "-inform",
            "DER",
            "-in",
            "decision.p7s",
            "-content",
            "decision.pdf",
        ]
        command += ["-CAfile", str(authority / "trust" / "root.pem"), "-purpose", "any", "-binary"]
        command += ["-attime", str(int(make.NOW.timestamp())), "-out", "verified.pdf"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

        assert done.returncode == 0, done.stderr
        assert (tmp_path / "verified.pdf").read_bytes() == (tmp_path / "decision.pdf").read_bytes()

    def test_who_signed_and_with_which_certificate_is_kept(self, director, telephone, application):
        telephone.sign(api_1(shown(director, application)), ORGANISATION_KEY)

        with acting(make.SYSTEM):
            signature = Signature.objects.get()
            assert signature.signer_id == director.actor.person_id
            assert signature.signer_iin == IIN
            assert signature.serial
            assert {"verifier", "stands_on", "certificates", "revocation"} <= signature.evidence.keys()

    def test_with_a_gost_key_and_it_can_be_checked_again(self, director, telephone, application):
        answer = telephone.sign(api_1(shown(director, application)), f"{ORGANISATION_KEY}-gost")

        assert answer.status_code == 200
        assert make.status_of(application) == Status.ACCEPTED
        with acting(make.SYSTEM):
            signature = Signature.objects.select_related("document").get()
            with services.open_issued(signature.document) as stored:
                document = stored.read()
        assert signature.algorithm == "GOST3410-2015-512"
        assert verify_again(bytes(signature.cms), document, iin=IIN, bin=BIN, evidence=signature.evidence).ok


@pytest.mark.rule("R131")
class TestWrongSignature:
    @pytest.mark.parametrize(
        ("key", "code"),
        [
            (f"personal-{IIN}", "signature.personal_key"),
            (f"employee-{IIN}-{BIN}", "signature.employee_key"),
            (f"expired-{IIN}-{BIN}", "signature.expired"),
            (f"revoked-{IIN}-{BIN}", "signature.revoked"),
            (f"forged-{IIN}-{BIN}", "signature.unknown_authority"),
            (f"auth-{IIN}", "signature.authentication_key"),
            (f"org-{OTHER_IIN}-{BIN}", "signature.other_person"),
            (f"org-{IIN}-{OTHER_BIN}", "signature.other_organisation"),
        ],
    )
    def test_telephone_and_page_say_why_and_nothing_is_stored(
        self, director, telephone, application, key, code
    ):
        session = shown(director, application)

        answer = telephone.sign(api_1(session), key)
        seen = director.get(page(session))

        assert answer.status_code == 403
        assert answer.json()["message"] == seen.context["only"].why
        with acting(make.SYSTEM):
            assert SigningSession.objects.get(pk=session.pk).failure_code == code
            assert not Signature.objects.exists()
        assert make.status_of(application) == Status.ON_SIGNING
        assert seen.context["only"].why in text(seen)
        assert "Показать новый код" in text(seen)

    def test_over_other_bytes(self, director, telephone, application):
        session = shown(director, application)

        answer = telephone.sign(api_1(session), ORGANISATION_KEY, other=b"%PDF-1.7 another decision")

        assert answer.status_code == 403
        assert make.status_of(application) == Status.ON_SIGNING
        with acting(make.SYSTEM):
            assert not Signature.objects.exists()

    def test_after_a_wrong_key_a_new_code_is_signed_with_the_right_one(
        self, director, telephone, application
    ):
        telephone.sign(api_1(shown(director, application)), f"personal-{IIN}")

        assert telephone.sign(api_1(shown(director, application)), ORGANISATION_KEY).status_code == 200
        assert make.status_of(application) == Status.ACCEPTED


class TestPage:
    def test_it_shows_what_is_signed_the_code_and_the_way_on_the_same_device(
        self, director, application, settings
    ):
        settings.EGOV_BUSINESS_LINK = "https://phone.example/?link={url}"
        session = shown(director, application)

        answer = director.get(page(session))
        body = answer.content.decode()

        assert "Номер заявки 1" in text(answer)
        assert url("decision-pdf", application) in body
        assert "<svg" in answer.context["qr"]
        assert "https://phone.example/?link=http%3A%2F%2F" in body
        assert "Код действует до: 12 мая 2026 г., 12:24" in text(answer)
        assert "Проверить" in text(answer)

    def test_polling_says_nothing_while_nothing_is_new(self, director, telephone, application):
        session = shown(director, application)
        state = state_of(session)

        quiet = director.get(f"{state}?seen=waiting")
        offer = telephone.ask(api_1(session)).json()["document"]
        telephone.ask(offer["uri"].removeprefix("http://127.0.0.1:8000"), offer["auth_token"])
        opened = director.get(f"{state}?seen=waiting")

        assert quiet.status_code == 204
        assert "Открыто на телефоне" in text(opened)
        assert "<html" not in opened.content.decode()

    def test_a_code_lives_five_minutes(self, director, telephone, application):
        session = shown(director, application)
        with clock.stopped_at(make.NOW + dt.timedelta(minutes=5)):
            seen = director.get(page(session))
            asked = telephone.ask(api_1(session))

        assert "Срок действия кода истёк" in text(seen)
        assert asked.status_code == 403
        assert "QR" in asked.json()["message"]

    def test_a_newer_code_ends_the_older(self, director, telephone, application):
        old = shown(director, application)
        shown(director, application)

        assert "Этот код больше не действует" in text(director.get(page(old)))
        assert telephone.ask(api_1(old)).status_code == 403

    def test_while_the_document_is_prepared_the_card_says_so(self, director, school):
        application = make.submitted(school)
        services.accept(uuid=application.uuid, by=director.actor, now=make.NOW)

        answer = director.post(url("sign", application), follow=True)

        assert "Документ готовится" in text(answer)
        with acting(make.SYSTEM):
            assert not SigningSession.objects.exists()

    @pytest.mark.rule("R161")
    def test_what_is_signed_already_is_not_signed_again(self, director, telephone, application):
        telephone.sign(api_1(shown(director, application)), ORGANISATION_KEY)

        answer = director.post(url("sign", application), follow=True)

        assert "уже обработана" in text(answer)

    def test_a_decision_that_was_returned_cannot_be_signed_by_its_old_code(
        self, director, telephone, application
    ):
        taken = telephone.take(api_1(shown(director, application)))
        services.return_for_rework(uuid=application.uuid, comment="Ещё раз", by=director.actor, now=make.NOW)

        answer = telephone.answer(taken, ORGANISATION_KEY)

        assert answer.status_code == 403
        assert make.status_of(application) == Status.ON_REVIEW

    def test_nor_is_it_shown_to_a_telephone_that_comes_later(self, director, telephone, application):
        session = shown(director, application)
        services.return_for_rework(uuid=application.uuid, comment="Ещё раз", by=director.actor, now=make.NOW)

        offer = telephone.ask(api_1(session)).json()["document"]
        answer = telephone.ask(urlsplit(offer["uri"]).path, offer["auth_token"])

        assert answer.status_code == 403
        assert "возвращено на доработку" in text(director.get(page(session)))

    def test_a_cancelled_code_signs_nothing(self, director, telephone, application):
        session = shown(director, application)
        taken = telephone.take(api_1(session))

        left = director.post(reverse("admissions:signing-cancel", args=[session.scan]))

        assert left["Location"] == url("card", application)
        assert telephone.answer(taken, ORGANISATION_KEY).status_code == 403
        assert "Этот код больше не действует" in text(director.get(page(session)))
        assert make.status_of(application) == Status.ON_SIGNING


@pytest.mark.rule("R130", "R168")
class TestWhoMaySign:
    def test_not_an_executor(self, executor, application):
        assert executor.post(url("sign", application)).status_code == 403

    def test_nor_look_at_the_code(self, executor, director, application):
        session = shown(director, application)

        assert executor.get(page(session)).status_code == 403
        assert executor.get(state_of(session)).status_code == 403

    @pytest.mark.rule("R42")
    def test_not_the_passport_officer(self, oso, application):
        assert oso.post(url("sign", application)).status_code == 403

    @pytest.mark.rule("R156")
    def test_for_the_director_of_another_school_the_code_does_not_exist(
        self, stranger, director, application
    ):
        session = shown(director, application)

        assert stranger.get(page(session)).status_code == 404
        assert stranger.get(state_of(session)).status_code == 404
