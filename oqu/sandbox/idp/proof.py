"""
The proof of the ЭЦП tab: an authentication certificate signed exactly the bytes that this page asked to sign.

A check of its own, apart from the portal's: here a certificate must open a session, there it must sign a document.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from oqu.sandbox.idp import algorithms

MOST_BYTES = 64 * 1024

UNREADABLE = "Подпись не прочитать. Нажмите «Войти с ЭЦП» ещё раз."
OTHER_CHALLENGE = "Подписано не то, о чём просила эта страница. Нажмите «Войти с ЭЦП» ещё раз."
BROKEN = "Подпись не сходится с сертификатом. Нажмите «Войти с ЭЦП» ещё раз."
UNKNOWN_AUTHORITY = "Сертификат выпущен не Национальным удостоверяющим центром. Выберите другой ключ."
EXPIRED = "Срок действия сертификата истёк. Получите новый ключ или выберите другой."
NOT_YET = "Срок действия сертификата ещё не начался. Выберите ключ, который действует сегодня."
REVOKED = "Сертификат отозван. Получите новый ключ или выберите другой."
SIGNING_KEY = "Этим ключом подписывают, а не входят. Выберите ключ для входа (AUTH)."
NAMELESS = "В сертификате не назван владелец. Выберите другой ключ."


class Refused(Exception):
    """The text is shown on the page."""


@dataclass(frozen=True)
class Holder:
    """Who signed in; `bin` is "" for a person's own key."""

    iin: str
    bin: str


def holder_of(signature: bytes, challenge: bytes, *, trust: Path, now: datetime) -> Holder:
    """:raises Refused: for the first thing that is wrong, from what is signed to who signed"""
    signer, content, certificate = _parts(signature)
    algorithm = algorithms.of(certificate)
    if algorithm is None:
        raise Refused(BROKEN)
    if content not in {None, challenge} or _message_digests(signer) != [algorithm.digest(challenge)]:
        raise Refused(OTHER_CHALLENGE)
    if not algorithm.verify(signer["signature"].native, signer["signed_attrs"].untag().dump()):
        raise Refused(BROKEN)
    _check_authority(certificate, trust, now)
    _check_purpose(certificate)
    iin = _number(certificate, NameOID.SERIAL_NUMBER, "IIN")
    if not iin:
        raise Refused(NAMELESS)
    return Holder(iin, _number(certificate, NameOID.ORGANIZATIONAL_UNIT_NAME, "BIN"))


def _parts(signature: bytes) -> tuple[cms.SignerInfo, bytes | None, x509.Certificate]:
    """The only signer, what stands inside, and the signer's certificate."""
    if len(signature) > MOST_BYTES:
        raise Refused(UNREADABLE)
    try:
        data = cms.ContentInfo.load(signature, strict=True)["content"]
        [signer] = data["signer_infos"]
        name = signer["sid"].chosen
        [certificate] = [
            choice.chosen
            for choice in data["certificates"]
            if isinstance(choice.chosen, asn1_x509.Certificate)
            and choice.chosen.issuer == name["issuer"]
            and choice.chosen.serial_number == name["serial_number"].native
        ]
        _message_digests(signer)
        return (
            signer,
            data["encap_content_info"]["content"].native,
            x509.load_der_x509_certificate(certificate.dump()),
        )
    # The parser reads lazily and meets hostile bytes with whatever error the place gives.
    except Exception as error:
        raise Refused(UNREADABLE) from error


def _message_digests(signer: cms.SignerInfo) -> list[bytes]:
    return [
        value.native
        for attribute in signer["signed_attrs"]
        if attribute["type"].native == "message_digest"
        for value in attribute["values"]
    ]


def _check_authority(certificate: x509.Certificate, trust: Path, now: datetime) -> None:
    """Issued by one of the authorities in the folder, in force, and not in its list of the revoked."""
    authorities = (x509.load_pem_x509_certificate(path.read_bytes()) for path in trust.glob("nca*.pem"))
    if not any(_issued_by(certificate, authority) for authority in authorities):
        raise Refused(UNKNOWN_AUTHORITY)
    if certificate.not_valid_after_utc <= now:
        raise Refused(EXPIRED)
    if certificate.not_valid_before_utc > now:
        raise Refused(NOT_YET)
    lists = (x509.load_der_x509_crl(path.read_bytes()) for path in trust.glob("*.crl"))
    for each in lists:
        revoked = each.get_revoked_certificate_by_serial_number(certificate.serial_number)
        if each.issuer == certificate.issuer and revoked is not None:
            raise Refused(REVOKED)


def _issued_by(certificate: x509.Certificate, authority: x509.Certificate) -> bool:
    algorithm = algorithms.of(authority)
    return (
        certificate.issuer == authority.subject
        and algorithm is not None
        and algorithm.verify(certificate.signature, certificate.tbs_certificate_bytes)
    )


def _check_purpose(certificate: x509.Certificate) -> None:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
        purposes = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound as error:
        raise Refused(SIGNING_KEY) from error
    opens = usage.digital_signature and usage.key_encipherment and not usage.content_commitment
    if not opens or ExtendedKeyUsageOID.CLIENT_AUTH not in purposes:
        raise Refused(SIGNING_KEY)


def _number(certificate: x509.Certificate, field: x509.ObjectIdentifier, prefix: str) -> str:
    found = [str(name.value) for name in certificate.subject.get_attributes_for_oid(field)]
    return found[0].removeprefix(prefix) if len(found) == 1 and found[0].startswith(prefix) else ""
