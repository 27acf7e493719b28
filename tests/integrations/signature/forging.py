"""Signatures that an attacker would make: the same parts as an honest one, put together differently."""

from collections.abc import Callable
from datetime import datetime

from asn1crypto import algos, cms, core, x509
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding

from oqu.sandbox.pki import Key
from oqu.sandbox.signing import cms as honest


def asn1(certificate: object) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))  # type: ignore[attr-defined]


class Forger:
    """Holds an honest key; each method is one change."""

    def __init__(self, key: Key, document: bytes, moment: datetime) -> None:
        self.key, self.document, self.moment = key, document, moment
        self.certificate = asn1(key.certificate)
        self.authorities = [asn1(each) for each in key.authorities]

    def attributes(self, certificate: x509.Certificate | None = None) -> cms.CMSAttributes:
        return honest.signed_attributes(
            self.document, certificate or self.certificate, self.moment, self.key.private
        )

    def signer(self, attributes: cms.CMSAttributes | None = None) -> cms.SignerInfo:
        return honest.signer_info(self.certificate, attributes or self.attributes(), self.key.private)

    def message(self, **changes: object) -> bytes:
        parts = {
            "certificates": [self.certificate, *self.authorities],
            "signers": [self.signer()],
            "content": None,
        } | changes
        return honest.signed_data(parts["certificates"], parts["signers"], parts["content"])  # type: ignore[arg-type]

    def without(self, attribute: str) -> bytes:
        kept = [each for each in self.attributes() if each["type"].native != attribute]
        return self.message(signers=[self.signer(cms.CMSAttributes(kept))])

    def twice(self, attribute: str) -> bytes:
        again = [each.copy() for each in self.attributes() if each["type"].native == attribute]
        return self.message(signers=[self.signer(cms.CMSAttributes([*self.attributes(), *again]))])

    def edited(self, change: Callable[[cms.SignedData], None]) -> bytes:
        """Changes what the signature does not cover."""
        envelope = cms.ContentInfo.load(self.message())
        change(envelope["content"])
        return envelope.dump(force=True)

    def with_sha1(self) -> bytes:
        """The signature itself is right, only made with a digest that is no longer safe."""
        attributes = self.attributes()
        signer = self.signer(attributes)
        signed = attributes.untag().dump()
        signer["signature"] = self.key.private.key.sign(signed, padding.PKCS1v15(), SHA1())  # noqa: S303
        signer["signature_algorithm"] = algos.SignedDigestAlgorithm(
            {"algorithm": "sha1_rsa", "parameters": core.Null()}
        )
        return self.message(signers=[signer])
