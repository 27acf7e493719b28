"""
What somebody would try, one by one: each attack is put together here and named with the reason of its refusal.

Every attack is made with RSA and with GOST; those marked `only` make sense with one of them.
"""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from asn1crypto import algos, cms, core
from cryptography.hazmat.primitives.asymmetric import rsa

from oqu.core.gost import oids
from oqu.core.gost.curve import Q
from oqu.integrations.signature.port import Expectation
from oqu.sandbox.pki import Key
from oqu.sandbox.pki.authority import Authority
from oqu.sandbox.pki.private_keys import GOST, RSA, PrivateKey, RsaKey, new_key
from oqu.sandbox.pki.profile import KINDS
from oqu.sandbox.signing.cms import sign
from tests.integrations.signature.forging import Forger, asn1
from tests.integrations.signature.scenes import (
    DIRECTOR,
    DOCUMENT,
    IIN,
    OTHER_BIN,
    OTHER_IIN,
    Scene,
)

DAY = timedelta(days=1)


@dataclass
class Stage:
    """The scene, an honest key in a forger's hands, and a trust folder that may be spoilt."""

    scene: Scene
    trust: Path
    document: bytes = DOCUMENT
    expect: Expectation = field(init=False)

    def __post_init__(self) -> None:
        self.expect = self.scene.expect

    @property
    def forger(self) -> Forger:
        return Forger(self.scene.key("org"), DOCUMENT, self.scene.now)

    def signed_with(self, key: Key, **changes: object) -> bytes:
        return sign(DOCUMENT, key, **({"moment": self.scene.now} | changes))  # type: ignore[arg-type]

    def issued(
        self,
        *,
        by: Authority | None = None,
        kind: str = "org",
        not_before: datetime | None = None,
        private: PrivateKey | None = None,
    ) -> Key:
        """A head's key for two days, with its issuer inside."""
        issuer = by or self.scene.authority()
        private = private or new_key(self.scene.algorithm)
        begins = not_before or self.scene.now - DAY
        certificate = issuer.issue(
            KINDS[kind], DIRECTOR, private.public, not_before=begins, not_after=begins + 2 * DAY
        )
        return Key("issued", certificate, private, (issuer.certificate,))

    def list_file(self, name: str) -> Path:
        return self.trust / f"{name}{'_gost' if self.scene.algorithm == GOST else ''}.crl"


Make = Callable[[Stage], bytes]
ATTACKS: dict[str, tuple[str, Make, str]] = {}


def attack(code: str, *, only: str = "") -> Callable[[Make], Make]:
    """`code` without its `signature.`"""

    def register(make: Make) -> Make:
        ATTACKS[make.__name__] = (f"signature.{code}", make, only)
        return make

    return register


def attacks_with(algorithm: str) -> list[str]:
    return [name for name, (_code, _make, only) in ATTACKS.items() if only in {"", algorithm}]


# ---- the wrong key --------------------------------------------------------------------------------------------------


@attack("personal_key")
def personal_key(s: Stage) -> bytes:
    return s.scene.sign("personal")


@attack("employee_key")
def employees_key(s: Stage) -> bytes:
    return s.scene.sign("employee")


@attack("authentication_key")
def key_for_signing_in(s: Stage) -> bytes:
    return s.scene.sign("auth")


@attack("authentication_key")
def organisations_key_for_signing_in(s: Stage) -> bytes:
    return s.signed_with(s.issued(kind="orgauth"))


@attack("employee_key")
def seal_of_an_organisation_that_nobody_holds(s: Stage) -> bytes:
    return s.signed_with(s.issued(kind="portal"))


@attack("expired")
def expired_key(s: Stage) -> bytes:
    return s.scene.sign("expired")


@attack("not_yet_valid")
def key_of_tomorrow(s: Stage) -> bytes:
    return s.signed_with(s.issued(not_before=s.scene.now + DAY))


@attack("revoked")
def revoked_key(s: Stage) -> bytes:
    return s.scene.sign("revoked")


@attack("unknown_authority")
def authority_of_the_same_name(s: Stage) -> bytes:
    return s.scene.sign("forged")


@attack("unknown_authority")
def certificate_issued_by_a_director(s: Stage) -> bytes:
    director = s.scene.key("org")
    return s.signed_with(s.issued(by=Authority("nca", director.certificate, director.private, "")))


@attack("other_organisation")
def director_of_another_school(s: Stage) -> bytes:
    return s.signed_with(s.scene.key("org", organisation_bin=OTHER_BIN))


@attack("other_person")
def another_person_of_the_school(s: Stage) -> bytes:
    return s.signed_with(s.scene.key("org", iin=OTHER_IIN))


@attack("other_organisation")
def school_without_a_bin(s: Stage) -> bytes:
    s.expect = replace(s.expect, bin="")
    return s.scene.sign()


@attack("personal_key")
def personal_key_where_the_school_has_no_bin(s: Stage) -> bytes:
    s.expect = Expectation(IIN, "", s.scene.now)
    return s.scene.sign("personal")


@attack("algorithm_not_allowed", only=RSA)
def small_key_from_the_right_authority(s: Stage) -> bytes:
    return s.signed_with(s.issued(private=RsaKey(rsa.generate_private_key(65537, 1024))))  # noqa: S505


# ---- the wrong bytes ------------------------------------------------------------------------------------------------


@attack("other_document")
def another_document(s: Stage) -> bytes:
    return s.scene.sign(document=DOCUMENT + b" ")


@attack("other_document")
def one_byte_of_the_document_changed(s: Stage) -> bytes:
    s.document = bytes([DOCUMENT[0] ^ 1]) + DOCUMENT[1:]
    return s.scene.sign()


@attack("other_document")
def another_document_inside(s: Stage) -> bytes:
    return sign(b"%PDF another decision", s.scene.key("org"), moment=s.scene.now, is_attached=True)


@attack("other_document")
def this_document_inside_another_signed(s: Stage) -> bytes:
    other = Forger(s.scene.key("org"), b"%PDF another decision", s.scene.now)
    return other.message(content=DOCUMENT)


@attack("other_document")
def another_document_inside_this_signed(s: Stage) -> bytes:
    return s.forger.message(content=b"%PDF another decision")


@attack("other_document")
def empty_document_inside(s: Stage) -> bytes:
    return s.forger.message(content=b"")


@attack("broken")
def last_byte_of_the_signature_flipped(s: Stage) -> bytes:
    signature = s.scene.sign()
    return signature[:-1] + bytes([signature[-1] ^ 1])


@attack("broken")
def signature_of_another_director(s: Stage) -> bytes:
    signer, other = s.forger.signer(), Forger(s.scene.key("org", iin=OTHER_IIN), DOCUMENT, s.scene.now)
    signer["signature"] = other.key.private.sign(s.forger.attributes().untag().dump())
    return s.forger.message(signers=[signer])


@attack("broken")
def signature_over_the_bare_document(s: Stage) -> bytes:
    signer = s.forger.signer()
    signer["signature"] = s.forger.key.private.sign(DOCUMENT)
    return s.forger.message(signers=[signer])


@attack("broken")
def signature_of_zeros(s: Stage) -> bytes:
    signer = s.forger.signer()
    signer["signature"] = bytes(len(signer["signature"].native))
    return s.forger.message(signers=[signer])


@attack("broken", only=GOST)
def numbers_of_the_signature_swapped(s: Stage) -> bytes:
    signer = s.forger.signer()
    whole = signer["signature"].native
    signer["signature"] = whole[64:] + whole[:64]
    return s.forger.message(signers=[signer])


@attack("broken", only=GOST)
def number_of_the_signature_grown_by_the_order(s: Stage) -> bytes:
    """The same number modulo the order of the curve: a second form of one signature."""
    signer = s.forger.signer()
    whole = signer["signature"].native
    grown = int.from_bytes(whole[:64], "little") + int(Q)
    signer["signature"] = grown.to_bytes(65, "little")[:64] + whole[64:]
    return s.forger.message(signers=[signer])


@attack("wrong_time")
def signed_three_days_ago(s: Stage) -> bytes:
    return s.signed_with(s.scene.key("org"), moment=s.scene.now - 3 * DAY)


@attack("wrong_time")
def signed_in_three_days(s: Stage) -> bytes:
    return s.signed_with(s.scene.key("org"), moment=s.scene.now + 3 * DAY)


@attack("wrong_time")
def signed_six_minutes_ago(s: Stage) -> bytes:
    return s.signed_with(s.scene.key("org"), moment=s.scene.now - timedelta(minutes=6))


@attack("malformed")
def nothing_at_all(s: Stage) -> bytes:
    return b""


@attack("malformed")
def half_of_it(s: Stage) -> bytes:
    signature = s.scene.sign()
    return signature[: len(signature) // 2]


@attack("malformed")
def all_but_the_last_byte(s: Stage) -> bytes:
    return s.scene.sign()[:-1]


@attack("malformed")
def a_byte_after_the_end(s: Stage) -> bytes:
    return s.scene.sign() + b"\x00"


@attack("malformed")
def twice_in_a_row(s: Stage) -> bytes:
    return s.scene.sign() * 2


@attack("malformed")
def random_bytes(s: Stage) -> bytes:
    return bytes(range(256)) * 8


@attack("malformed")
def a_web_page(s: Stage) -> bytes:
    return b"<html><body>502 Bad Gateway</body></html>"


@attack("malformed")
def base64_of_it(s: Stage) -> bytes:
    return b64encode(s.scene.sign())


@attack("malformed")
def nested_a_thousand_times(s: Stage) -> bytes:
    return b"\x30\x80" * 1000


@attack("too_large")
def too_large(s: Stage) -> bytes:
    return s.scene.sign() + bytes(64 * 1024)


@attack("malformed")
def a_length_written_longer_than_needed(s: Stage) -> bytes:
    signature = s.scene.sign()
    assert signature[:2] == b"\x30\x82"
    return b"\x30\x83\x00" + signature[2:]


# ---- the wrong parts ------------------------------------------------------------------------------------------------


@attack("no_signer")
def no_signer(s: Stage) -> bytes:
    return s.forger.message(signers=[])


@attack("several_signers")
def two_signers(s: Stage) -> bytes:
    return s.forger.message(signers=[s.forger.signer(), s.forger.signer()])


@attack("no_certificate")
def no_certificate(s: Stage) -> bytes:
    return s.forger.message(certificates=[])


@attack("no_certificate")
def only_the_authority_inside(s: Stage) -> bytes:
    return s.forger.message(certificates=s.forger.authorities)


@attack("unknown_authority")
def foreign_certificate_beside(s: Stage) -> bytes:
    stranger = asn1(s.scene.key("forged").authorities[0])
    return s.forger.message(certificates=[s.forger.certificate, stranger])


@attack("certificate_mismatch")
def certificate_not_named_by_the_signer(s: Stage) -> bytes:
    return s.forger.without("signing_certificate_v2")


@attack("certificate_mismatch")
def another_certificate_named(s: Stage) -> bytes:
    named = s.forger.attributes(asn1(s.scene.key("signer").certificate))
    return s.forger.message(signers=[s.forger.signer(named)])


@attack("certificate_mismatch")
def certificate_substituted_by_one_of_the_same_key(s: Stage) -> bytes:
    """The employee's own key re-certified as a head's: the signature fits, the name in it does not."""
    employee = s.scene.key("employee")
    head = s.issued(private=employee.private)
    meant = Forger(employee, DOCUMENT, s.scene.now)
    substituted = Forger(head, DOCUMENT, s.scene.now)
    return substituted.message(signers=[substituted.signer(meant.attributes())])


@attack("malformed")
def kind_of_content_missing(s: Stage) -> bytes:
    return s.forger.without("content_type")


@attack("malformed")
def digest_missing(s: Stage) -> bytes:
    return s.forger.without("message_digest")


@attack("malformed")
def time_missing(s: Stage) -> bytes:
    return s.forger.without("signing_time")


@attack("malformed")
def two_digests(s: Stage) -> bytes:
    return s.forger.twice("message_digest")


@attack("malformed")
def two_times(s: Stage) -> bytes:
    return s.forger.twice("signing_time")


@attack("malformed")
def a_message_that_is_not_signed(s: Stage) -> bytes:
    return cms.ContentInfo({"content_type": "data", "content": b"signed, honestly"}).dump()


@attack("malformed")
def another_version(s: Stage) -> bytes:
    return s.forger.edited(lambda content: content.__setitem__("version", "v3"))


@attack("malformed")
def another_version_of_the_signer(s: Stage) -> bytes:
    return s.forger.edited(lambda content: content["signer_infos"][0].__setitem__("version", "v3"))


@attack("malformed")
def one_digest_more_in_the_list(s: Stage) -> bytes:
    sha1 = algos.DigestAlgorithm({"algorithm": "sha1", "parameters": core.Null()})
    return s.forger.edited(lambda content: content["digest_algorithms"].append(sha1))


@attack("malformed")
def no_digest_in_the_list(s: Stage) -> bytes:
    return s.forger.edited(lambda content: content.__setitem__("digest_algorithms", []))


@attack("malformed")
def unsigned_attribute_of_another_kind(s: Stage) -> bytes:
    signer = s.forger.signer()
    signer["unsigned_attrs"] = cms.CMSAttributes([{"type": "1.2.3.4", "values": [core.Null()]}])
    return s.forger.message(signers=[signer])


@attack("algorithm_not_allowed", only=RSA)
def sha1(s: Stage) -> bytes:
    return s.forger.with_sha1()


@attack("algorithm_not_allowed")
def digest_of_the_other_algorithm(s: Stage) -> bytes:
    signer = s.forger.signer()
    other = "sha256" if s.scene.algorithm == GOST else oids.DIGEST
    signer["digest_algorithm"] = algos.DigestAlgorithm({"algorithm": other, "parameters": core.Null()})
    return s.forger.message(signers=[signer])


@attack("algorithm_not_allowed", only=GOST)
def gost_with_the_shorter_key(s: Stage) -> bytes:
    signer = s.forger.signer()
    shorter = {"algorithm": "1.2.398.3.10.1.1.2.3.1", "parameters": core.Null()}
    signer["signature_algorithm"] = algos.SignedDigestAlgorithm(shorter)
    return s.forger.message(signers=[signer])


@attack("algorithm_not_allowed")
def said_to_be_of_the_other_algorithm(s: Stage) -> bytes:
    """Both identifiers of the other algorithm, over a key that is not of it."""
    signer = s.forger.signer()
    digest, signature = (
        ("sha256", "sha256_rsa") if s.scene.algorithm == GOST else (oids.DIGEST, oids.SIGNATURE)
    )
    signer["digest_algorithm"] = algos.DigestAlgorithm({"algorithm": digest, "parameters": core.Null()})
    signer["signature_algorithm"] = algos.SignedDigestAlgorithm(
        {"algorithm": signature, "parameters": core.Null()}
    )
    return s.forger.message(signers=[signer])


# ---- revocation -----------------------------------------------------------------------------------------------------


@attack("no_revocation_data")
def no_list(s: Stage) -> bytes:
    s.list_file("nca").unlink()
    return s.scene.sign()


@attack("no_revocation_data")
def no_list_about_the_authority_itself(s: Stage) -> bytes:
    s.list_file("root").unlink()
    return s.scene.sign()


@attack("no_revocation_data")
def list_that_ran_out(s: Stage) -> bytes:
    old = s.scene.authority().revocation_list([], now=s.scene.now - 2 * DAY, lifetime=DAY)
    s.list_file("nca").write_bytes(old)
    return s.scene.sign()


@attack("no_revocation_data")
def list_by_an_authority_of_the_same_name(s: Stage) -> bytes:
    """The stranger leaves the revoked key out of its list."""
    stranger = s.scene.authority("stranger")
    s.list_file("nca").write_bytes(stranger.revocation_list([], now=s.scene.now))
    return s.scene.sign("revoked")


@attack("no_revocation_data")
def list_by_a_director(s: Stage) -> bytes:
    director = s.scene.key("org")
    own = Authority("nca", director.certificate, director.private, "")
    s.list_file("nca").write_bytes(own.revocation_list([], now=s.scene.now))
    return s.scene.sign("revoked")


@attack("revoked")
def revoked_a_minute_ago_by_a_renewed_list(s: Stage) -> bytes:
    serial = s.scene.key("org").certificate.serial_number
    s.list_file("nca").write_bytes(s.scene.authority().revocation_list([serial], now=s.scene.now))
    return s.scene.sign()


@attack("revoked")
def authority_revoked_by_its_root(s: Stage) -> bytes:
    serial = s.scene.authority().certificate.serial_number
    s.list_file("root").write_bytes(s.scene.root().revocation_list([serial], now=s.scene.now))
    return s.scene.sign()


# ---- our side -------------------------------------------------------------------------------------------------------


@attack("not_checked")
def no_trust_folder(s: Stage) -> bytes:
    s.trust = s.trust / "nowhere"
    return s.scene.sign()


@attack("unknown_authority")
def empty_trust_folder(s: Stage) -> bytes:
    for path in s.trust.iterdir():
        path.unlink()
    return s.scene.sign()


@attack("not_checked")
def broken_file_among_the_trusted(s: Stage) -> bytes:
    (s.trust / "nca.pem").write_text("-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n")
    return s.scene.sign()


@attack("not_checked")
def broken_list_among_the_trusted(s: Stage) -> bytes:
    s.list_file("nca").write_bytes(b"\x30\x03\x02\x01\x05")
    return s.scene.sign()
