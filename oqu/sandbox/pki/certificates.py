"""Certificates and revocation lists as bytes: put together here, signed with a key of either algorithm."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import core, crl, keys
from asn1crypto import x509 as asn1
from cryptography import x509

from oqu.sandbox.pki.private_keys import PrivateKey

Extensions = list[tuple[x509.ExtensionType, bool]]  # with whether it is critical


@dataclass(frozen=True)
class Term:
    """From when to when."""

    begins: datetime
    ends: datetime


def certificate(
    subject: x509.Name,
    public_key: keys.PublicKeyInfo,
    extensions: Extensions,
    term: Term,
    *,
    issuer: x509.Name,
    key: PrivateKey,
) -> x509.Certificate:
    own_identifier = x509.SubjectKeyIdentifier(identifier(public_key))
    body = asn1.TbsCertificate(
        {
            "version": "v3",
            "serial_number": secrets.randbits(158) | 1 << 158,
            "signature": key.signature_algorithm,
            "issuer": _name(issuer),
            "validity": {"not_before": _time(term.begins), "not_after": _time(term.ends)},
            "subject": _name(subject),
            "subject_public_key_info": public_key,
            "extensions": _extensions([*extensions, (own_identifier, False)]),
        }
    )
    whole = {
        "tbs_certificate": body,
        "signature_algorithm": key.signature_algorithm,
        "signature_value": key.sign(body.dump()),
    }
    return x509.load_der_x509_certificate(asn1.Certificate(whole).dump())


def revocation_list(
    revoked: Iterable[tuple[int, datetime]],
    extensions: Extensions,
    term: Term,
    *,
    issuer: x509.Name,
    key: PrivateKey,
) -> bytes:
    """:param revoked: serial numbers, each with its moment"""
    reason = x509.CRLReason(x509.ReasonFlags.key_compromise)
    entries = [
        {
            "user_certificate": serial,
            "revocation_date": _time(moment),
            "crl_entry_extensions": [_extension(reason, is_critical=False)],
        }
        for serial, moment in sorted(revoked)
    ]
    body = crl.TbsCertList(
        {
            "version": "v2",
            "signature": key.signature_algorithm,
            "issuer": _name(issuer),
            "this_update": _time(term.begins),
            "next_update": _time(term.ends),
            "crl_extensions": _extensions(extensions),
        }
        | ({"revoked_certificates": entries} if entries else {})
    )
    whole = {
        "tbs_cert_list": body,
        "signature_algorithm": key.signature_algorithm,
        "signature": key.sign(body.dump()),
    }
    der: bytes = crl.CertificateList(whole).dump()
    return der


def identifier(public_key: keys.PublicKeyInfo) -> bytes:
    """SHA-1 of the bits of the key, as RFC 5280 counts it."""
    bits = core.OctetBitString.load(_bits_of(public_key))
    return hashlib.sha1(bytes(bits), usedforsecurity=False).digest()


class _KeyInfo(core.Sequence):
    """The library's own class looks into the key, and does not know GOST."""

    _fields = [("algorithm", core.Any), ("key", core.Any)]


def _bits_of(public_key: keys.PublicKeyInfo) -> bytes:
    bits: bytes = _KeyInfo.load(public_key.dump())["key"].dump()
    return bits


def _name(name: x509.Name) -> asn1.Name:
    return asn1.Name.load(name.public_bytes())


def _time(moment: datetime) -> asn1.Time:
    return asn1.Time({"utc_time": moment.replace(microsecond=0)})


def _extensions(extensions: Extensions) -> list[dict[str, object]]:
    return [_extension(each, is_critical=critical) for each, critical in extensions]


def _extension(extension: x509.ExtensionType, *, is_critical: bool) -> dict[str, object]:
    value = core.ParsableOctetString(extension.public_bytes())
    return {"extn_id": extension.oid.dotted_string, "critical": is_critical, "extn_value": value}
