"""
Reading a CMS signature, the document inside or not: exactly the form of the national profile, in exact DER, nothing else.

Everything that the signature itself does not cover (version, sets, parameters, the letters of the issuer's name) is
compared with what an honest program would have written from the same parts. So one byte changed anywhere is seen.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import cms, tsp, x509

from oqu.integrations.signature.refusals import Refused

MAX_BYTES = 64 * 1024
TIME_STAMP = "signature_time_stamp_token"


@dataclass(frozen=True)
class SignatureParts:
    """
    The parts of one signature, none of them believed yet; the certificates other than the signer's follow.

    `content` is the document inside an attached signature, None in a detached one.
    """

    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]
    digest_identifier: bytes
    signature_identifier: bytes
    signed_bytes: bytes
    signature: bytes
    message_digest: bytes
    certificate_digest: bytes | None
    signed_at: datetime
    content: bytes | None


def read(data: bytes, *, room_for_content: int = 0) -> SignatureParts:
    """
    :param room_for_content: how many bytes an attached document may add

    :raises Refused: it is not one signature of the profile
    """
    if len(data) > MAX_BYTES + room_for_content:
        raise Refused("signature.too_large")
    try:
        return _read(data)
    except Refused:
        raise
    # The parser reads lazily and meets hostile bytes with whatever error the place gives.
    except Exception as error:
        raise Refused("signature.malformed") from error


def _read(data: bytes) -> SignatureParts:
    envelope = cms.ContentInfo.load(data, strict=True)
    if envelope["content_type"].native != "signed_data":
        raise Refused("signature.malformed")
    content = envelope["content"]
    signer = _only_signer(content["signer_infos"])
    certificates = [choice.chosen for choice in content["certificates"] or ()]
    certificate = _certificate_of(signer, certificates)
    inside = content["encap_content_info"]["content"].native
    for each in certificates:
        each.native  # noqa: B018  the parser is lazy: whatever is broken inside breaks here
    if _honest(inside, signer, certificate, certificates) != data:
        raise Refused("signature.malformed")

    attributes = _values(signer["signed_attrs"])
    if attributes["content_type"].native != "data":
        raise Refused("signature.malformed")
    return SignatureParts(
        certificate=certificate,
        others=tuple(other for other in certificates if other is not certificate),
        digest_identifier=signer["digest_algorithm"].dump(),
        signature_identifier=signer["signature_algorithm"].dump(),
        signed_bytes=signer["signed_attrs"].untag().dump(),
        signature=signer["signature"].native,
        message_digest=attributes["message_digest"].native,
        certificate_digest=_certificate_digest(attributes.get("signing_certificate_v2")),
        signed_at=attributes["signing_time"].native,
        content=inside,
    )


def _only_signer(signers: cms.SignerInfos) -> cms.SignerInfo:
    if len(signers) == 0:
        raise Refused("signature.no_signer")
    if len(signers) > 1:
        raise Refused("signature.several_signers")
    return signers[0]


def _certificate_of(signer: cms.SignerInfo, certificates: list[x509.Certificate]) -> x509.Certificate:
    name = signer["sid"].chosen
    if not isinstance(name, cms.IssuerAndSerialNumber):
        raise Refused("signature.malformed")
    for certificate in certificates:
        if _issuer_and_serial(certificate).dump() == name.dump():
            return certificate
    raise Refused("signature.no_certificate")


def _issuer_and_serial(certificate: x509.Certificate) -> cms.IssuerAndSerialNumber:
    return cms.IssuerAndSerialNumber(
        {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    )


def _honest(
    inside: bytes | None,
    signer: cms.SignerInfo,
    certificate: x509.Certificate,
    certificates: list[x509.Certificate],
) -> bytes:
    """What an honest program writes from these parts. A time stamp may stand beside; it is kept, not believed."""
    same = {
        "version": "v1",
        "sid": cms.SignerIdentifier({"issuer_and_serial_number": _issuer_and_serial(certificate)}),
        "digest_algorithm": signer["digest_algorithm"],
        "signed_attrs": cms.CMSAttributes.load(signer["signed_attrs"].untag().dump(force=True)),
        "signature_algorithm": signer["signature_algorithm"],
        "signature": signer["signature"].native,
    }
    stamps = signer["unsigned_attrs"]
    if stamps.native is not None:
        if [stamp["type"].native for stamp in stamps] != [TIME_STAMP]:
            raise Refused("signature.malformed")
        same["unsigned_attrs"] = cms.CMSAttributes.load(stamps.untag().dump(force=True))
    honest = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [signer["digest_algorithm"]],
            "encap_content_info": {"content_type": "data"} | ({} if inside is None else {"content": inside}),
            "certificates": certificates,
            "signer_infos": [cms.SignerInfo(same)],
        }
    )
    written: bytes = cms.ContentInfo({"content_type": "signed_data", "content": honest}).dump()
    return written


def _values(attributes: cms.CMSAttributes) -> dict[str, Any]:
    """Each kind once, each with one value; a second value would be a second meaning."""
    found: dict[str, Any] = {}
    for attribute in attributes:
        kind, values = attribute["type"].native, attribute["values"]
        if kind in found or len(values) != 1:
            raise Refused("signature.malformed")
        found[kind] = values[0]
    return found


def _certificate_digest(attribute: tsp.SigningCertificateV2 | None) -> bytes | None:
    """SHA-256 of the certificate that the signer meant; None when the signature does not say."""
    if attribute is None:
        return None
    first = attribute["certs"][0]
    if first["hash_algorithm"]["algorithm"].native != "sha256":
        return None
    digest: bytes = first["cert_hash"].native
    return digest
