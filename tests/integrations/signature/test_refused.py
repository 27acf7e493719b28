"""Every attack has its own answer, and every answer tells the director what to do."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import algos, cms, core
from cryptography.hazmat.primitives.asymmetric import rsa

from oqu.integrations.signature.local import LocalVerifier
from oqu.integrations.signature.port import Expectation
from oqu.sandbox.pki import Key
from oqu.sandbox.pki.authority import Authority
from oqu.sandbox.pki.private_keys import PrivateKey, RsaKey, new_key
from oqu.sandbox.pki.profile import KINDS
from oqu.sandbox.signing.cms import sign_detached
from tests.integrations.signature.forging import Forger, asn1
from tests.integrations.signature.scenes import (
    DIRECTOR,
    DOCUMENT,
    IIN,
    OTHER_BIN,
    OTHER_IIN,
    Scene,
)

Code = Callable[..., str]
DAY = timedelta(days=1)


def issued(authority: Authority, name: str, not_before: datetime, private: PrivateKey | None = None) -> Key:
    """A head's key for two days, with its issuer inside."""
    private = private or new_key()
    certificate = authority.issue(
        KINDS["org"], DIRECTOR, private.public, not_before=not_before, not_after=not_before + 2 * DAY
    )
    return Key(name, certificate, private, (authority.certificate,))


@pytest.fixture
def forger(scene: Scene) -> Forger:
    return Forger(scene.key("org"), DOCUMENT, scene.now)


@pytest.mark.rule("R131", "R46", "R130")
class TestWrongKey:
    @pytest.mark.parametrize(
        ("kind", "code"),
        [
            ("personal", "signature.personal_key"),
            ("employee", "signature.employee_key"),
            ("auth", "signature.authentication_key"),
            ("expired", "signature.expired"),
            ("revoked", "signature.revoked"),
            ("forged", "signature.unknown_authority"),
        ],
    )
    def test_kind(self, scene: Scene, refusal_code: Code, kind: str, code: str) -> None:
        assert refusal_code(scene.sign(kind)) == code

    def test_director_of_another_school(self, scene: Scene, refusal_code: Code) -> None:
        key = scene.key("org", organisation_bin=OTHER_BIN)
        assert refusal_code(sign_detached(DOCUMENT, key, moment=scene.now)) == "signature.other_organisation"

    def test_another_person_of_the_school(self, scene: Scene, refusal_code: Code) -> None:
        key = scene.key("org", iin=OTHER_IIN)
        assert refusal_code(sign_detached(DOCUMENT, key, moment=scene.now)) == "signature.other_person"

    def test_school_without_a_bin_accepts_no_key(self, scene: Scene) -> None:
        nobody = Expectation(IIN, "", scene.now)
        verdict = LocalVerifier(scene.trust).verify(scene.sign("personal"), DOCUMENT, nobody)
        assert verdict.code == "signature.personal_key"

    def test_key_not_yet_in_force(self, scene: Scene, refusal_code: Code) -> None:
        tomorrow = issued(scene.authority(), "tomorrow", scene.now + timedelta(days=1))
        assert refusal_code(sign_detached(DOCUMENT, tomorrow, moment=scene.now)) == "signature.not_yet_valid"

    def test_certificate_issued_by_a_director(self, scene: Scene, refusal_code: Code) -> None:
        director = scene.key("org")
        own = Authority("nca", director.certificate, director.private, "http://127.0.0.1:8100")
        forged = issued(own, "forged", scene.now - DAY)
        assert (
            refusal_code(sign_detached(DOCUMENT, forged, moment=scene.now)) == "signature.unknown_authority"
        )

    def test_small_key_even_from_the_right_authority(self, scene: Scene, refusal_code: Code) -> None:
        private = RsaKey(rsa.generate_private_key(65537, 1024))  # noqa: S505
        weak = issued(scene.authority(), "weak", scene.now - DAY, private)
        assert (
            refusal_code(sign_detached(DOCUMENT, weak, moment=scene.now)) == "signature.algorithm_not_allowed"
        )


class TestWrongBytes:
    def test_another_document(self, scene: Scene, refusal_code: Code) -> None:
        assert refusal_code(scene.sign(document=DOCUMENT + b" ")) == "signature.other_document"

    def test_one_byte_of_the_document_changed(self, scene: Scene, refusal_code: Code) -> None:
        changed = bytes([DOCUMENT[0] ^ 1]) + DOCUMENT[1:]
        assert refusal_code(scene.sign(), document=changed) == "signature.other_document"

    def test_signature_byte_flipped(self, scene: Scene, refusal_code: Code) -> None:
        signature = scene.sign()
        assert refusal_code(signature[:-1] + bytes([signature[-1] ^ 1])) == "signature.broken"

    def test_document_inside(self, forger: Forger, refusal_code: Code) -> None:
        assert refusal_code(forger.message(content=DOCUMENT)) == "signature.not_detached"

    @pytest.mark.parametrize("days", [-3, 3])
    def test_signed_three_days_off(self, scene: Scene, refusal_code: Code, days: int) -> None:
        off = sign_detached(DOCUMENT, scene.key("org"), moment=scene.now + timedelta(days=days))
        assert refusal_code(off) == "signature.wrong_time"

    @pytest.mark.parametrize("cut", [0, 1, 10, 100, 1000, -1])
    def test_truncated(self, scene: Scene, refusal_code: Code, cut: int) -> None:
        assert refusal_code(scene.sign()[:cut]) == "signature.malformed"

    @pytest.mark.parametrize("junk", [b"\x00", b"<html>", b"{}", b"\x30\x80\x00\x00", bytes(range(256)) * 8])
    def test_junk(self, junk: bytes, refusal_code: Code) -> None:
        assert refusal_code(junk) == "signature.malformed"

    def test_trailing_byte(self, scene: Scene, refusal_code: Code) -> None:
        assert refusal_code(scene.sign() + b"\x00") == "signature.malformed"

    def test_too_large(self, scene: Scene, refusal_code: Code) -> None:
        assert refusal_code(scene.sign() + bytes(64 * 1024)) == "signature.too_large"

    def test_a_length_written_longer_than_needed(self, scene: Scene, refusal_code: Code) -> None:
        signature = scene.sign()
        assert signature[:2] == b"\x30\x82"
        assert refusal_code(b"\x30\x83\x00" + signature[2:]) == "signature.malformed"


class TestWrongParts:
    def test_no_signer(self, forger: Forger, refusal_code: Code) -> None:
        assert refusal_code(forger.message(signers=[])) == "signature.no_signer"

    def test_two_signers(self, forger: Forger, refusal_code: Code) -> None:
        two = [forger.signer(), forger.signer()]
        assert refusal_code(forger.message(signers=two)) == "signature.several_signers"

    def test_no_certificate(self, forger: Forger, refusal_code: Code) -> None:
        assert refusal_code(forger.message(certificates=[])) == "signature.no_certificate"

    def test_only_the_authority_inside(self, forger: Forger, refusal_code: Code) -> None:
        assert refusal_code(forger.message(certificates=forger.authorities)) == "signature.no_certificate"

    def test_foreign_certificate_beside(self, scene: Scene, forger: Forger, refusal_code: Code) -> None:
        stranger = asn1(scene.key("forged").authorities[0])
        both = forger.message(certificates=[forger.certificate, stranger])
        assert refusal_code(both) == "signature.unknown_authority"

    def test_certificate_not_named_by_the_signer(self, forger: Forger, refusal_code: Code) -> None:
        assert refusal_code(forger.without("signing_certificate_v2")) == "signature.certificate_mismatch"

    def test_another_certificate_named(self, scene: Scene, forger: Forger, refusal_code: Code) -> None:
        named = forger.attributes(asn1(scene.key("signer").certificate))
        signers = [forger.signer(named)]
        assert refusal_code(forger.message(signers=signers)) == "signature.certificate_mismatch"

    def test_certificate_substituted_by_one_of_the_same_key(
        self, scene: Scene, forger: Forger, refusal_code: Code
    ) -> None:
        """The employee's own key file re-certified as a head's: the signature fits, the name in it does not."""
        employee = scene.key("employee")
        head = issued(scene.authority(), "head", scene.now - DAY, employee.private)
        meant = Forger(employee, DOCUMENT, scene.now)
        substituted = Forger(head, DOCUMENT, scene.now)
        signer = substituted.signer(meant.attributes())
        assert refusal_code(substituted.message(signers=[signer])) == "signature.certificate_mismatch"

    @pytest.mark.parametrize("attribute", ["content_type", "message_digest", "signing_time"])
    def test_attribute_missing(self, forger: Forger, refusal_code: Code, attribute: str) -> None:
        assert refusal_code(forger.without(attribute)) == "signature.malformed"

    @pytest.mark.parametrize("attribute", ["message_digest", "signing_time"])
    def test_attribute_twice(self, forger: Forger, refusal_code: Code, attribute: str) -> None:
        assert refusal_code(forger.twice(attribute)) == "signature.malformed"

    def test_sha1(self, forger: Forger, refusal_code: Code) -> None:
        assert refusal_code(forger.with_sha1()) == "signature.algorithm_not_allowed"

    def test_another_content_type_inside_the_envelope(self, forger: Forger, refusal_code: Code) -> None:
        plain = cms.ContentInfo({"content_type": "data", "content": b"signed, honestly"})
        assert refusal_code(plain.dump()) == "signature.malformed"

    @pytest.mark.parametrize(
        "change",
        [
            lambda content: content.__setitem__("version", "v3"),
            lambda content: content["signer_infos"][0].__setitem__("version", "v3"),
            lambda content: content["digest_algorithms"].append(
                algos.DigestAlgorithm({"algorithm": "sha1", "parameters": core.Null()})
            ),
            lambda content: content.__setitem__("digest_algorithms", []),
        ],
        ids=["version", "signer version", "one digest more", "no digest"],
    )
    def test_what_the_signature_does_not_cover(
        self, forger: Forger, refusal_code: Code, change: Callable[[cms.SignedData], None]
    ) -> None:
        assert refusal_code(forger.edited(change)) == "signature.malformed"

    def test_unsigned_attribute_of_another_kind(self, forger: Forger, refusal_code: Code) -> None:
        signer = forger.signer()
        signer["unsigned_attrs"] = cms.CMSAttributes([{"type": "1.2.3.4", "values": [core.Null()]}])
        assert refusal_code(forger.message(signers=[signer])) == "signature.malformed"


class TestRevocationLists:
    def test_none(self, scene: Scene, trust_copy: Path, refusal_code: Code) -> None:
        (trust_copy / "nca.crl").unlink()
        assert refusal_code(scene.sign(), trust=trust_copy) == "signature.no_revocation_data"

    def test_none_for_the_authority_itself(self, scene: Scene, trust_copy: Path, refusal_code: Code) -> None:
        (trust_copy / "root.crl").unlink()
        assert refusal_code(scene.sign(), trust=trust_copy) == "signature.no_revocation_data"

    def test_stale(self, scene: Scene, trust_copy: Path, refusal_code: Code) -> None:
        nca = scene.authority()
        old = nca.revocation_list([], now=scene.now - timedelta(days=2), lifetime=timedelta(days=1))
        (trust_copy / "nca.crl").write_bytes(old)
        assert refusal_code(scene.sign(), trust=trust_copy) == "signature.no_revocation_data"

    def test_signed_by_a_stranger_of_the_same_name(
        self, scene: Scene, trust_copy: Path, refusal_code: Code
    ) -> None:
        """The stranger leaves the revoked key out of its list."""
        stranger = scene.authority("stranger")
        (trust_copy / "nca.crl").write_bytes(stranger.revocation_list([], now=scene.now))
        assert refusal_code(scene.sign("revoked"), trust=trust_copy) == "signature.no_revocation_data"

    def test_renewed_list_is_noticed(self, scene: Scene, trust_copy: Path) -> None:
        signature = scene.sign()
        assert scene.verify(signature, trust=trust_copy).ok
        serial = scene.key("org").certificate.serial_number
        renewed = scene.authority().revocation_list([serial], now=scene.now)
        (trust_copy / "nca.crl").write_bytes(renewed)
        assert scene.verify(signature, trust=trust_copy).code == "signature.revoked"


class TestOurSide:
    def test_no_trust_folder(self, scene: Scene, tmp_path: Path, refusal_code: Code) -> None:
        nowhere = tmp_path / "nowhere"
        assert refusal_code(scene.sign(), trust=nowhere) == "signature.not_checked"

    def test_empty_trust_folder(self, scene: Scene, tmp_path: Path, refusal_code: Code) -> None:
        assert refusal_code(scene.sign(), trust=tmp_path) == "signature.unknown_authority"

    def test_broken_file_among_the_trusted(self, scene: Scene, trust_copy: Path, refusal_code: Code) -> None:
        (trust_copy / "nca.pem").write_text("-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n")
        assert refusal_code(scene.sign(), trust=trust_copy) == "signature.not_checked"
