"""The two certificate authorities, root and national: they issue certificates and revocation lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto import keys
from cryptography import x509
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

from oqu.sandbox.pki import profile
from oqu.sandbox.pki.certificates import Extensions, Term, certificate, revocation_list
from oqu.sandbox.pki.private_keys import PrivateKey

CRL_LIFETIME = timedelta(days=365)  # of the list in the trust folder, that no job renews; as long as the keys
CLOCKS_DIFFER = timedelta(minutes=10)
REVOKED_BEFORE = timedelta(hours=1)


@dataclass(frozen=True)
class Authority:
    """A CA: its certificate and its key. `slug` names its files and the address of its revocation list."""

    slug: str
    certificate: x509.Certificate
    key: PrivateKey
    base_url: str

    def issue(
        self,
        kind: profile.KeyKind,
        holder: profile.Holder,
        public_key: keys.PublicKeyInfo,
        *,
        not_before: datetime,
        not_after: datetime,
    ) -> x509.Certificate:
        purposes = [x509.ObjectIdentifier(oid) for oid in kind.purposes]
        policy = x509.PolicyInformation(x509.ObjectIdentifier(kind.policy), None)
        extensions: Extensions = [
            (profile.key_usage(signs=kind.signs), True),
            (x509.ExtendedKeyUsage(purposes), False),
            (x509.CertificatePolicies([policy]), False),
            *self._services(),
        ]
        return self._sign(profile.subject_of(holder), public_key, extensions, Term(not_before, not_after))

    def issue_authority(
        self, common_name: str, public_key: keys.PublicKeyInfo, *, now: datetime
    ) -> x509.Certificate:
        extensions = [*_of_an_authority(path_length=0), *self._services()]
        return self._sign(profile.authority_name(common_name), public_key, extensions, _authority_term(now))

    def issue_responder(
        self, common_name: str, public_key: keys.PublicKeyInfo, *, now: datetime
    ) -> x509.Certificate:
        """A certificate that may answer in the authority's name whether a key was revoked (OCSP)."""
        extensions: Extensions = [
            (profile.RESPONDER_USAGE, True),
            (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), False),
            (x509.OCSPNoCheck(), False),
            (self._key_identifier(), False),
        ]
        return self._sign(profile.authority_name(common_name), public_key, extensions, _authority_term(now))

    def revocation_list(
        self, revoked: Iterable[int], *, now: datetime, lifetime: timedelta = CRL_LIFETIME
    ) -> bytes:
        """DER of a list that holds from ten minutes before `now`."""
        return revocation_list(
            [(serial, now - REVOKED_BEFORE) for serial in revoked],
            [(x509.CRLNumber(int(now.timestamp())), False), (self._key_identifier(), False)],
            Term(now - CLOCKS_DIFFER, now + lifetime),
            issuer=self.certificate.subject,
            key=self.key,
        )

    def _sign(
        self, subject: x509.Name, public_key: keys.PublicKeyInfo, extensions: Extensions, term: Term
    ) -> x509.Certificate:
        return certificate(
            subject, public_key, extensions, term, issuer=self.certificate.subject, key=self.key
        )

    def _services(self) -> Extensions:
        crl = x509.UniformResourceIdentifier(f"{self.base_url}/pki/{self.slug}.crl")
        ocsp = x509.UniformResourceIdentifier(f"{self.base_url}/pki/ocsp/")
        point = x509.DistributionPoint([crl], None, None, None)
        access = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, ocsp)
        return [
            (x509.CRLDistributionPoints([point]), False),
            (x509.AuthorityInformationAccess([access]), False),
            (self._key_identifier(), False),
        ]

    def _key_identifier(self) -> x509.AuthorityKeyIdentifier:
        own = self.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
        return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(own)


def self_signed(common_name: str, key: PrivateKey, *, now: datetime) -> x509.Certificate:
    name = profile.authority_name(common_name)
    extensions = _of_an_authority(path_length=1)
    return certificate(name, key.public, extensions, _authority_term(now), issuer=name, key=key)


def _authority_term(now: datetime) -> Term:
    return Term(now - timedelta(days=2 * 365), now + timedelta(days=8 * 365))


def _of_an_authority(*, path_length: int) -> Extensions:
    constraints = x509.BasicConstraints(ca=True, path_length=path_length)
    return [(constraints, True), (profile.AUTHORITY_USAGE, True)]
