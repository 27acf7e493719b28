"""Whose key it is and what it may be used for, by the profile of the national certification authority."""

from asn1crypto import x509

from oqu.integrations.signature.port import Expectation, Signer
from oqu.integrations.signature.refusals import Refused

PERSON = "1.2.398.3.3.4.1.1"
ORGANISATION = "1.2.398.3.3.4.1.2"
MAY_SIGN = {"1.2.398.3.3.4.1.2.1", "1.2.398.3.3.4.1.2.2"}  # first head, right to sign
EMAIL_PROTECTION = "1.3.6.1.5.5.7.3.4"


def signer_of(certificate: x509.Certificate) -> Signer:
    """The names as they stand, unchecked: serialNumber = IIN…, OU = BIN…"""
    subject = certificate.subject.native
    return Signer(
        iin=_number(subject.get("serial_number"), "IIN"),
        bin=_number(subject.get("organizational_unit_name"), "BIN"),
        name=_one(subject.get("common_name")),
        organisation=_one(subject.get("organization_name")),
    )


def check_kind(certificate: x509.Certificate) -> None:
    """:raises Refused: not an organisation's signing key with the right to sign"""
    usage = certificate.key_usage_value
    if usage is None or certificate.ca:
        raise Refused("signature.unfit_certificate")
    if not {"digital_signature", "non_repudiation"} <= usage.native:
        raise Refused("signature.authentication_key")
    purposes = _purposes(certificate)
    if EMAIL_PROTECTION not in purposes:
        raise Refused("signature.authentication_key")
    if ORGANISATION not in purposes:
        raise Refused("signature.personal_key" if PERSON in purposes else "signature.unfit_certificate")
    if not purposes & MAY_SIGN:
        raise Refused("signature.employee_key")


def check_holder(signer: Signer, expect: Expectation) -> None:
    """:raises Refused: another person's or another organisation's key"""
    if not signer.iin or not signer.bin:
        raise Refused("signature.unfit_certificate")
    if signer.bin != expect.bin:
        raise Refused("signature.other_organisation")
    if signer.iin != expect.iin:
        raise Refused("signature.other_person")


def _purposes(certificate: x509.Certificate) -> set[str]:
    extension = certificate.extended_key_usage_value
    return set() if extension is None else {purpose.dotted for purpose in extension}


def _number(value: object, prefix: str) -> str:
    """The digits after the prefix; "" when the field is missing or stands there twice."""
    return value.removeprefix(prefix) if isinstance(value, str) and value.startswith(prefix) else ""


def _one(value: object) -> str:
    return value if isinstance(value, str) else ""
