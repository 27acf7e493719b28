"""A real signature of the director is accepted, and everything about it is kept."""

import base64
import hashlib
import json
import subprocess
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from asn1crypto import cms, x509

from oqu.integrations.signature.again import verify_again
from oqu.integrations.signature.local import LocalVerifier
from oqu.integrations.signature.port import Expectation
from tests.integrations.signature.forging import Forger
from tests.integrations.signature.scenes import BIN, DOCUMENT, IIN, Scene


@pytest.mark.rule("R131", "R46")
class TestAccepted:
    @pytest.mark.parametrize("kind", ["org", "signer"])
    def test_first_head_and_right_to_sign(self, scene: Scene, kind: str) -> None:
        verdict = scene.verify(scene.sign(kind))

        assert (verdict.ok, verdict.code, verdict.message) == (True, "signature.valid", "")
        assert (verdict.signer.iin, verdict.signer.bin) == (IIN, BIN)
        assert verdict.signer.name == "СӘРСЕНОВА ГҮЛМИРА"
        assert verdict.algorithm == {"RSA": "RSA-SHA256", "GOST": "GOST3410-2015-512"}[scene.algorithm]
        assert verdict.signed_at == scene.now
        assert int(verdict.serial, 16) == scene.key(kind).certificate.serial_number

    def test_evidence_repeats_the_check_offline(self, scene: Scene) -> None:
        signature = scene.sign()

        evidence = scene.verify(signature).evidence

        chain = [x509.Certificate.load(base64.b64decode(each)) for each in evidence["certificates"]]
        assert [each.issuer == above.subject for each, above in pairwise(chain)] == [
            True,
            True,
        ]
        assert chain[-1].self_issued
        lists = [base64.b64decode(each["der"]) for each in evidence["revocation"]]
        assert [each["kind"] for each in evidence["revocation"]] == ["crl", "crl"]
        assert set(lists) <= {path.read_bytes() for path in scene.trust.glob("*.crl")}
        assert evidence["cms_sha256"] == hashlib.sha256(signature).hexdigest()
        assert evidence["document_sha256"] == hashlib.sha256(DOCUMENT).hexdigest()
        assert evidence["verifier"] == "local/2"
        assert evidence["stands_on"]["asn1crypto"]

    def test_without_the_authority_inside(self, scene: Scene) -> None:
        forger = Forger(scene.key("org"), DOCUMENT, scene.now)
        assert scene.verify(forger.message(certificates=[forger.certificate])).ok

    def test_with_the_document_inside(self, scene: Scene) -> None:
        assert scene.verify(scene.sign(is_attached=True)).ok

    def test_a_large_document_inside(self, scene: Scene) -> None:
        document = bytes(200_000)
        assert scene.verify(scene.sign(document=document, is_attached=True), document).ok

    def test_a_time_stamp_beside_is_kept_and_not_believed(self, scene: Scene) -> None:
        forger = Forger(scene.key("org"), DOCUMENT, scene.now)
        signer = forger.signer()
        token = cms.ContentInfo({"content_type": "data", "content": b"any"})
        signer["unsigned_attrs"] = cms.CMSAttributes(
            [{"type": "signature_time_stamp_token", "values": [token]}]
        )
        assert scene.verify(forger.message(signers=[signer])).ok

    @pytest.mark.parametrize("minutes", [-4, 4])
    def test_clocks_that_differ_a_little(self, scene: Scene, minutes: int) -> None:
        received = Expectation(IIN, BIN, scene.now + timedelta(minutes=minutes))
        assert LocalVerifier(scene.trust).verify(scene.sign(), DOCUMENT, received).ok


class TestAgain:
    """Years later, from what was stored; the portal has no list and no answer of that time any more."""

    @pytest.fixture
    def later(self, scene: Scene, tmp_path: Path, settings) -> None:
        for path in scene.trust.glob("*.pem"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
        settings.SIGNATURE_TRUST_ROOTS_DIR = str(tmp_path)

    def test_the_same_answer(self, scene: Scene, later: None) -> None:
        cms = scene.sign()
        evidence = json.loads(json.dumps(scene.verify(cms).evidence))

        again = verify_again(cms, DOCUMENT, iin=IIN, bin=BIN, evidence=evidence)

        assert again.code == "signature.valid"
        assert again.evidence["revocation"] == evidence["revocation"]

    def test_evidence_without_its_lists_proves_nothing(self, scene: Scene, later: None) -> None:
        cms = scene.sign()
        evidence = scene.verify(cms).evidence | {"revocation": []}
        again = verify_again(cms, DOCUMENT, iin=IIN, bin=BIN, evidence=evidence)
        assert again.code == "signature.no_revocation_data"

    def test_a_list_of_a_stranger_among_it_proves_nothing(self, scene: Scene, later: None) -> None:
        cms = scene.sign()
        evidence = scene.verify(cms).evidence
        forged = scene.authority("stranger").revocation_list([], now=scene.now)
        evidence["revocation"][0]["der"] = base64.b64encode(forged).decode()
        again = verify_again(cms, DOCUMENT, iin=IIN, bin=BIN, evidence=evidence)
        assert again.code == "signature.no_revocation_data"


class TestOutsidePrograms:
    """The same signature means the same to OpenSSL, in both directions; it knows RSA only."""

    @pytest.fixture
    def scene(self, scenes: dict[str, Scene]) -> Scene:
        return scenes["RSA"]

    def test_openssl_verifies_ours(self, scene: Scene, tmp_path: Path) -> None:
        (tmp_path / "signature.p7s").write_bytes(scene.sign())
        (tmp_path / "document").write_bytes(DOCUMENT)
        (tmp_path / "other").write_bytes(DOCUMENT + b" ")

        def openssl(content: str) -> subprocess.CompletedProcess[bytes]:
            command = ["openssl", "cms", "-verify", "-inform", "DER", "-in", "signature.p7s"]
            command += ["-content", content, "-CAfile", str(scene.trust / "root.pem")]
            command += ["-purpose", "any", "-binary"]
            return subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)

        assert openssl("document").stdout == DOCUMENT
        assert openssl("document").returncode == 0
        assert openssl("other").returncode != 0

    def test_we_verify_openssl(self, scene: Scene, tmp_path: Path) -> None:
        key = scene.directory / "keys" / f"org-{IIN}-{BIN}.p12"
        (tmp_path / "document").write_bytes(DOCUMENT)
        commands = [
            f"openssl pkcs12 -in {key} -passin pass:Qwerty12 -nodes -out key.pem -clcerts",
            "openssl cms -sign -cades -binary -nosmimecap -md sha256 -in document -signer key.pem "
            "-outform DER -out signature.p7s",
        ]
        for command in commands:
            subprocess.run(command.split(), cwd=tmp_path, capture_output=True, check=True)

        verdict = scene.verify((tmp_path / "signature.p7s").read_bytes())

        assert verdict.code == "signature.valid"
