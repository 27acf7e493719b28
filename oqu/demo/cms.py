"""
A detached CMS signature in the national profile, as a director's telephone makes it.

The sandbox has its own: nothing of the portal may lean on the sandbox, and the demo is part of the portal.
"""

import datetime as dt
import hashlib
from pathlib import Path

from asn1crypto import algos, cms, core, tsp, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

PASSWORD = b"Qwerty12"  # what the national authority prints for its own test keys


def sign_detached(document: bytes, key_file: Path, *, moment: dt.datetime) -> bytes:
    private, certificate, authorities = pkcs12.load_key_and_certificates(key_file.read_bytes(), PASSWORD)
    if certificate is None or not isinstance(private, RSAPrivateKey):
        raise ValueError(key_file.name)
    chain = [x509.Certificate.load(each.public_bytes(Encoding.DER)) for each in (certificate, *authorities)]
    attributes = _attributes(document, chain[0], moment)
    signature = private.sign(attributes.untag().dump(), padding.PKCS1v15(), hashes.SHA256())
    return _envelope(chain, attributes, signature)


def _attributes(document: bytes, certificate: x509.Certificate, moment: dt.datetime) -> cms.CMSAttributes:
    identifier = tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(certificate.dump()).digest()})
    values = {
        "content_type": "data",
        "signing_time": cms.Time({"utc_time": moment.replace(microsecond=0)}),
        "signing_certificate_v2": tsp.SigningCertificateV2({"certs": [identifier]}),
        "message_digest": hashlib.sha256(document).digest(),
    }
    return cms.CMSAttributes([{"type": name, "values": [value]} for name, value in values.items()])


def _envelope(chain: list[x509.Certificate], attributes: cms.CMSAttributes, signature: bytes) -> bytes:
    digest = algos.DigestAlgorithm({"algorithm": "sha256", "parameters": core.Null()})
    issuer_and_serial = {"issuer": chain[0].issuer, "serial_number": chain[0].serial_number}
    signer = {
        "version": "v1",
        "sid": cms.SignerIdentifier({"issuer_and_serial_number": issuer_and_serial}),
        "digest_algorithm": digest,
        "signed_attrs": attributes,
        "signature_algorithm": {"algorithm": "sha256_rsa", "parameters": core.Null()},
        "signature": signature,
    }
    content = {
        "version": "v1",
        "digest_algorithms": [digest],
        "encap_content_info": {"content_type": "data"},
        "certificates": chain,
        "signer_infos": [signer],
    }
    signed: bytes = cms.ContentInfo(
        {"content_type": "signed_data", "content": cms.SignedData(content)}
    ).dump()
    return signed
