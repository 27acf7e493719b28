"""Who may answer about a certificate, and about which one."""

import pytest
from asn1crypto import ocsp
from cryptography import x509

from oqu.integrations.signature.ocsp import Answer, question_about
from oqu.sandbox.pki import responder, stored
from oqu.sandbox.pki.private_keys import PrivateKey
from tests.integrations.signature.forging import asn1
from tests.integrations.signature.scenes import OTHER_IIN, Scene

Delegate = tuple[x509.Certificate, PrivateKey]


@pytest.fixture
def delegate(scene: Scene) -> Delegate:
    return stored.responder(scene.directory, scene.authority(), now=scene.now)


def answer(scene: Scene, by: Delegate, *, status: str = "good", about: str = "") -> bytes:
    question = question_about(serial(scene, about), asn1(scene.authority().certificate))
    return responder.answer(responder.certificate_in(question), status, *by, now=scene.now)


def serial(scene: Scene, iin: str = "") -> int:
    return scene.key("org", **({"iin": iin} if iin else {})).certificate.serial_number


def read(scene: Scene, der: bytes) -> Answer:
    return Answer(der, serial(scene), asn1(scene.authority().certificate))


class TestGenuine:
    def test_of_who_was_delegated(self, scene: Scene, delegate: Delegate) -> None:
        read_answer = read(scene, answer(scene, delegate))
        assert read_answer.revoked_at(asn1(scene.key("org").certificate)) is None
        assert read_answer.begins == scene.now

    def test_of_the_authority_itself(self, scene: Scene) -> None:
        authority = scene.authority()
        read(scene, answer(scene, (authority.certificate, authority.key)))

    def test_revoked_says_when(self, scene: Scene, delegate: Delegate) -> None:
        revoked = read(scene, answer(scene, delegate, status="revoked"))
        assert revoked.revoked_at(asn1(scene.key("org").certificate)) < scene.now


class TestRefused:
    def refuse(self, scene: Scene, der: bytes) -> None:
        with pytest.raises(ValueError):  # noqa: PT011  whatever is wrong, it is no answer
            read(scene, der)

    def test_of_a_stranger_of_the_same_name(self, scene: Scene, tmp_path) -> None:
        stranger = stored.responder(tmp_path, scene.authority("stranger"), now=scene.now)
        self.refuse(scene, answer(scene, stranger))

    @pytest.mark.parametrize("kind", ["org", "auth", "forged"])
    def test_of_a_key_that_may_not_answer(self, scene: Scene, kind: str) -> None:
        key = scene.key(kind)
        self.refuse(scene, answer(scene, (key.certificate, key.private)))

    def test_of_a_delegate_of_the_root(self, scene: Scene, tmp_path) -> None:
        self.refuse(scene, answer(scene, stored.responder(tmp_path, scene.root(), now=scene.now)))

    def test_signed_with_another_key_than_the_delegate_has(self, scene: Scene, delegate: Delegate) -> None:
        self.refuse(scene, answer(scene, (delegate[0], scene.key("org").private)))

    def test_about_another_certificate(self, scene: Scene, delegate: Delegate) -> None:
        self.refuse(scene, answer(scene, delegate, about=OTHER_IIN))

    def test_that_does_not_know(self, scene: Scene, delegate: Delegate) -> None:
        self.refuse(scene, answer(scene, delegate, status="unknown"))

    def test_changed_on_the_way(self, scene: Scene, delegate: Delegate) -> None:
        der = answer(scene, delegate, status="revoked")
        good = answer(scene, delegate)
        assert ocsp.OCSPResponse.load(good)
        for position in range(0, len(der), 40):
            mutant = bytearray(der)
            mutant[position] ^= 0xFF
            try:
                changed = read(scene, bytes(mutant))
            except ValueError:
                continue
            # What the answer's signature does not cover is the responder's certificate, and that has its own.
            assert changed.revoked_at(asn1(scene.key("org").certificate)) is not None

    @pytest.mark.parametrize("junk", [b"", b"<html>", b"\x30\x03\x0a\x01\x06", b"\x30\x80" * 50])
    def test_junk(self, scene: Scene, junk: bytes) -> None:
        self.refuse(scene, junk)

    def test_with_bytes_after_the_end(self, scene: Scene, delegate: Delegate) -> None:
        self.refuse(scene, answer(scene, delegate) + b"\x00")
