"""
Making a detached CMS signature the way NCALayer does.

SignedData version 1, the content not inside; the signed attributes are the kind of content, the time, the
certificate (signingCertificateV2 with SHA-256) and the digest; everything in DER.
"""

import hashlib
from datetime import datetime

from asn1crypto import algos, cms, core, tsp, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding

from oqu.sandbox.pki import Key

SHA256 = algos.DigestAlgorithm({"algorithm": "sha256", "parameters": core.Null()})
SHA256_RSA = algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa", "parameters": core.Null()})


def sign_detached(document: bytes, key: Key, *, moment: datetime) -> bytes:
    """DER of the CMS over exactly these bytes, with the holder's certificate and its issuer's inside."""
    certificate, *authorities = (
        x509.Certificate.load(each.public_bytes(Encoding.DER)) for each in (key.certificate, *key.authorities)
    )
    attributes = signed_attributes(document, certificate, moment)
    return signed_data([certificate, *authorities], [signer_info(certificate, attributes, key.private)])


def signed_attributes(document: bytes, certificate: x509.Certificate, moment: datetime) -> cms.CMSAttributes:
    identifier = tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(certificate.dump()).digest()})
    values = {
        "content_type": "data",
        "signing_time": cms.Time({"utc_time": moment.replace(microsecond=0)}),
        "signing_certificate_v2": tsp.SigningCertificateV2({"certs": [identifier]}),
        "message_digest": hashlib.sha256(document).digest(),
    }
    return cms.CMSAttributes([{"type": name, "values": [value]} for name, value in values.items()])


def signer_info(
    certificate: x509.Certificate, attributes: cms.CMSAttributes, private: RSAPrivateKey
) -> cms.SignerInfo:
    issuer_and_serial = {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    signature = private.sign(attributes.untag().dump(), padding.PKCS1v15(), hashes.SHA256())
    return cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier({"issuer_and_serial_number": issuer_and_serial}),
            "digest_algorithm": SHA256,
            "signed_attrs": attributes,
            "signature_algorithm": SHA256_RSA,
            "signature": signature,
        }
    )


def signed_data(
    certificates: list[x509.Certificate], signers: list[cms.SignerInfo], content: bytes | None = None
) -> bytes:
    """`content` puts the document inside (an attached signature)."""
    inside = {"content_type": "data"} | ({} if content is None else {"content": content})
    data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [SHA256],
            "encap_content_info": inside,
            "certificates": certificates,
            "signer_infos": signers,
        }
    )
    return cms.ContentInfo({"content_type": "signed_data", "content": data}).dump()
