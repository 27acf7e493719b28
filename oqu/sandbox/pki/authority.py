"""The two certificate authorities, root and national: they issue certificates and revocation lists."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import AuthorityInformationAccessOID

from oqu.sandbox.pki import profile

CRL_LIFETIME = timedelta(days=365)  # as long as the keys: no job renews the lists on this machine
CLOCKS_DIFFER = timedelta(minutes=10)


@dataclass(frozen=True)
class Authority:
    """A CA: its certificate and its key. `slug` names its files and the address of its revocation list."""

    slug: str
    certificate: x509.Certificate
    key: rsa.RSAPrivateKey
    base_url: str

    def issue(
        self,
        kind: profile.KeyKind,
        holder: profile.Holder,
        public_key: rsa.RSAPublicKey,
        *,
        not_before: datetime,
        not_after: datetime,
    ) -> x509.Certificate:
        purposes = [x509.ObjectIdentifier(oid) for oid in kind.purposes]
        policy = x509.PolicyInformation(x509.ObjectIdentifier(kind.policy), None)
        builder = (
            _certificate(
                profile.subject_of(holder), public_key, self.certificate.subject, not_before, not_after
            )
            .add_extension(profile.key_usage(signs=kind.signs), critical=True)
            .add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
            .add_extension(x509.CertificatePolicies([policy]), critical=False)
        )
        return self._with_services(builder).sign(self.key, hashes.SHA256())

    def issue_authority(
        self, common_name: str, public_key: rsa.RSAPublicKey, *, now: datetime
    ) -> x509.Certificate:
        builder = _certificate(
            profile.authority_name(common_name), public_key, self.certificate.subject, *_authority_term(now)
        )
        return self._with_services(_as_authority(builder, path_length=0)).sign(self.key, hashes.SHA256())

    def revocation_list(
        self, revoked: Iterable[int], *, now: datetime, lifetime: timedelta = CRL_LIFETIME
    ) -> bytes:
        """DER of a list that holds from ten minutes before `now`."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.certificate.subject)
            .last_update(now - CLOCKS_DIFFER)
            .next_update(now + lifetime)
            .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
            .add_extension(self._key_identifier(), critical=False)
        )
        for serial in sorted(revoked):
            entry = x509.RevokedCertificateBuilder().serial_number(serial)
            reason = x509.CRLReason(x509.ReasonFlags.key_compromise)
            entry = entry.revocation_date(now - timedelta(hours=1)).add_extension(reason, critical=False)
            builder = builder.add_revoked_certificate(entry.build())
        return builder.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def _with_services(self, builder: x509.CertificateBuilder) -> x509.CertificateBuilder:
        crl = x509.UniformResourceIdentifier(f"{self.base_url}/pki/{self.slug}.crl")
        ocsp = x509.UniformResourceIdentifier(f"{self.base_url}/pki/ocsp/")
        point = x509.DistributionPoint([crl], None, None, None)
        access = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, ocsp)
        return (
            builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
            .add_extension(x509.AuthorityInformationAccess([access]), critical=False)
            .add_extension(self._key_identifier(), critical=False)
        )

    def _key_identifier(self) -> x509.AuthorityKeyIdentifier:
        identifier = self.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
        return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier)


def self_signed(key: rsa.RSAPrivateKey, *, now: datetime) -> x509.Certificate:
    name = profile.authority_name(profile.ROOT_NAME)
    builder = _certificate(name, key.public_key(), name, *_authority_term(now))
    return _as_authority(builder, path_length=1).sign(key, hashes.SHA256())


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _authority_term(now: datetime) -> tuple[datetime, datetime]:
    return now - timedelta(days=2 * 365), now + timedelta(days=8 * 365)


def _certificate(
    subject: x509.Name,
    public_key: rsa.RSAPublicKey,
    issuer: x509.Name,
    not_before: datetime,
    not_after: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(secrets.randbits(158) | 1 << 158)
        .not_valid_before(not_before)
        .not_valid_after(not_after)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _as_authority(builder: x509.CertificateBuilder, *, path_length: int) -> x509.CertificateBuilder:
    constraints = x509.BasicConstraints(ca=True, path_length=path_length)
    return builder.add_extension(constraints, critical=True).add_extension(
        profile.AUTHORITY_USAGE, critical=True
    )
