"""
Making a CMS signature the way NCALayer does, with a key of either algorithm.

SignedData version 1; the signed attributes are the kind of content, the time, the certificate (signingCertificateV2 with
SHA-256) and the digest; everything in DER. The content stands inside only in an attached signature.
"""

import hashlib
from datetime import datetime

from asn1crypto import cms, tsp, x509
from cryptography.hazmat.primitives.serialization import Encoding

from oqu.sandbox.pki import Key
from oqu.sandbox.pki.private_keys import PrivateKey


def sign(document: bytes, key: Key, *, moment: datetime, is_attached: bool = False) -> bytes:
    """DER of the CMS over exactly these bytes, with the holder's certificate and its issuer's inside."""
    certificate, *authorities = (
        x509.Certificate.load(each.public_bytes(Encoding.DER)) for each in (key.certificate, *key.authorities)
    )
    attributes = signed_attributes(document, certificate, moment, key.private)
    signer = signer_info(certificate, attributes, key.private)
    return signed_data([certificate, *authorities], [signer], document if is_attached else None)


def sign_detached(document: bytes, key: Key, *, moment: datetime) -> bytes:
    return sign(document, key, moment=moment)


def signed_attributes(
    document: bytes, certificate: x509.Certificate, moment: datetime, private: PrivateKey
) -> cms.CMSAttributes:
    identifier = tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(certificate.dump()).digest()})
    values = {
        "content_type": "data",
        "signing_time": cms.Time({"utc_time": moment.replace(microsecond=0)}),
        "signing_certificate_v2": tsp.SigningCertificateV2({"certs": [identifier]}),
        "message_digest": private.digest(document),
    }
    return cms.CMSAttributes([{"type": name, "values": [value]} for name, value in values.items()])


def signer_info(
    certificate: x509.Certificate, attributes: cms.CMSAttributes, private: PrivateKey
) -> cms.SignerInfo:
    issuer_and_serial = {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    return cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier({"issuer_and_serial_number": issuer_and_serial}),
            "digest_algorithm": private.digest_algorithm,
            "signed_attrs": attributes,
            "signature_algorithm": private.signature_algorithm,
            "signature": private.sign(attributes.untag().dump()),
        }
    )


def signed_data(
    certificates: list[x509.Certificate], signers: list[cms.SignerInfo], content: bytes | None = None
) -> bytes:
    """`content` puts the document inside (an attached signature)."""
    inside = {"content_type": "data"} | ({} if content is None else {"content": content})
    digests = {signer["digest_algorithm"].dump(): signer["digest_algorithm"] for signer in signers}
    data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": list(digests.values()),
            "encap_content_info": inside,
            "certificates": certificates,
            "signer_infos": signers,
        }
    )
    return cms.ContentInfo({"content_type": "signed_data", "content": data}).dump()
