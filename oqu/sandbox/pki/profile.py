"""What stands in a certificate of the national authority: subject, usages, policies, addresses of services."""

from dataclasses import dataclass

from cryptography import x509
from cryptography.x509.name import _ASN1Type
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

KIND = "1.2.398.3.3.4.1"
PERSON = f"{KIND}.1"
ORGANISATION = f"{KIND}.2"
HEAD, RIGHT_TO_SIGN, EMPLOYEE, INFORMATION_SYSTEM = (f"{ORGANISATION}.{number}" for number in (1, 2, 5, 6))

ROOT_NAMES = {
    "RSA": "НЕГІЗГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ RSA TEST",
    "GOST": "НЕГІЗГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ GOST TEST",
}
NCA_NAMES = {
    "RSA": "ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (RSA) TEST",
    "GOST": "ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST) TEST",
}


@dataclass(frozen=True)
class Holder:
    """Whose key it is; with `organisation` and `bin` the key is the organisation's, held by this person."""

    iin: str
    last_name: str
    first_name: str
    patronymic: str
    organisation: str = ""
    bin: str = ""


@dataclass(frozen=True)
class KeyKind:
    """One row of the authority's price list: what a certificate of this kind may be used for."""

    purposes: tuple[str, ...]
    policy: str
    signs: bool = True  # otherwise it opens a session: keyEncipherment instead of nonRepudiation


_HEAD = KeyKind(("1.3.6.1.5.5.7.3.4", ORGANISATION, HEAD), "1.2.398.3.3.2.1")
_ENTRANCE = ExtendedKeyUsageOID.CLIENT_AUTH.dotted_string
_AUTH = KeyKind((_ENTRANCE, PERSON), "1.2.398.3.3.2.4", signs=False)
KINDS = {
    "personal": KeyKind(("1.3.6.1.5.5.7.3.4", PERSON), "1.2.398.3.3.2.3"),
    "auth": _AUTH,
    "org": _HEAD,
    "signer": KeyKind(("1.3.6.1.5.5.7.3.4", ORGANISATION, RIGHT_TO_SIGN), "1.2.398.3.3.2.1"),
    "employee": KeyKind(("1.3.6.1.5.5.7.3.4", ORGANISATION, EMPLOYEE), "1.2.398.3.3.2.1"),
    "expired": _HEAD,
    "revoked": _HEAD,
    "forged": _HEAD,
    "orgauth": KeyKind((_ENTRANCE, ORGANISATION, HEAD), "1.2.398.3.3.2.2", signs=False),
    "employeeauth": KeyKind((_ENTRANCE, ORGANISATION, EMPLOYEE), "1.2.398.3.3.2.2", signs=False),
    "expiredauth": _AUTH,
    "revokedauth": _AUTH,
    "forgedauth": _AUTH,
    "portal": KeyKind(("1.3.6.1.5.5.7.3.4", ORGANISATION, INFORMATION_SYSTEM), "1.2.398.3.3.2.1"),
}


# Whose name stands in the seal of the portal: an organisation, and nobody who holds its key.
PORTAL = Holder("", "", "", "", "OQU, учебный портал", "260840000010")


def authority_name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "KZ"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def subject_of(holder: Holder) -> x509.Name:
    """
    CN and SURNAME, serialNumber = IIN…, C, GIVENNAME = the patronymic; an organisation adds O and OU = BIN….

    A key that no person holds names the organisation everywhere.
    """
    if not holder.iin:
        return x509.Name(
            [
                x509.NameAttribute(NameOID.COMMON_NAME, holder.organisation),
                x509.NameAttribute(NameOID.SERIAL_NUMBER, f"BIN{holder.bin}", _ASN1Type.PrintableString),
                x509.NameAttribute(NameOID.COUNTRY_NAME, "KZ"),
                *_organisation(holder),
            ]
        )
    attributes = [
        x509.NameAttribute(NameOID.COMMON_NAME, f"{holder.last_name} {holder.first_name}".upper()),
        x509.NameAttribute(NameOID.SURNAME, holder.last_name.upper()),
        x509.NameAttribute(NameOID.SERIAL_NUMBER, f"IIN{holder.iin}", _ASN1Type.PrintableString),
        x509.NameAttribute(NameOID.COUNTRY_NAME, "KZ"),
    ]
    if holder.patronymic:
        attributes.append(x509.NameAttribute(NameOID.GIVEN_NAME, holder.patronymic.upper()))
    if holder.bin:
        attributes += _organisation(holder)
    return x509.Name(attributes)


def _organisation(holder: Holder) -> list[x509.NameAttribute[str]]:
    return [
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, _at_most_64_bytes(holder.organisation.upper())),
        x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, f"BIN{holder.bin}"),
    ]


def _at_most_64_bytes(name: str) -> str:
    """The library counts the 64 of X.520 in bytes; a Russian name of a school has more."""
    return name.encode()[:64].decode(errors="ignore")


def key_usage(*, signs: bool) -> x509.KeyUsage:
    return _usage("content_commitment" if signs else "key_encipherment", "digital_signature")


def _usage(*allowed: str) -> x509.KeyUsage:
    everything = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: name in allowed for name in everything})


AUTHORITY_USAGE = _usage("key_cert_sign", "crl_sign")
RESPONDER_USAGE = _usage("digital_signature")
