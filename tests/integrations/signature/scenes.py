"""The director of a school signs a decision: who, with which keys, over what."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from oqu.integrations.signature.local import LocalVerifier
from oqu.integrations.signature.port import Expectation, Verdict
from oqu.sandbox.pki import Key, load_key
from oqu.sandbox.pki.authority import Authority
from oqu.sandbox.pki.names import GOST_ENDING
from oqu.sandbox.pki.private_keys import GOST, RSA
from oqu.sandbox.pki.profile import Holder
from oqu.sandbox.pki.stored import authorities
from oqu.sandbox.signing.cms import sign

IIN, OTHER_IIN = "950601600023", "960229500017"
BIN, OTHER_BIN = "950640000018", "950640000028"
SCHOOL = 'ГКП на ПХВ "Школа-гимназия № 32"'
DOCUMENT = "%PDF-1.7 Решение: принять. Шешім: қабылдау\r\n".encode()

DIRECTOR = Holder(IIN, "Сәрсенова", "Гүлмира", "Маратқызы", SCHOOL, BIN)
PERSON = Holder(IIN, "Сәрсенова", "Гүлмира", "Маратқызы")
RSA_KEYS = {
    f"{kind}-{IIN}-{BIN}": DIRECTOR for kind in ("org", "signer", "employee", "expired", "revoked", "forged")
} | {
    f"personal-{IIN}": PERSON,
    f"auth-{IIN}": PERSON,
    f"org-{IIN}-{OTHER_BIN}": Holder(IIN, "Сәрсенова", "Гүлмира", "", 'КГУ "Школа № 84"', OTHER_BIN),
    f"org-{OTHER_IIN}-{BIN}": Holder(OTHER_IIN, "Оспанов", "Бауыржан", "Серікұлы", SCHOOL, BIN),
}
KEYS = RSA_KEYS | {f"{name}{GOST_ENDING}": holder for name, holder in RSA_KEYS.items()}


opened = cache(load_key)  # a password is slow on purpose


@dataclass(frozen=True)
class Scene:
    """The director of a school signs the decision now; `directory` holds the authority."""

    directory: Path
    now: datetime
    algorithm: str = RSA

    @property
    def trust(self) -> Path:
        return self.directory / "trust"

    @property
    def expect(self) -> Expectation:
        return Expectation(iin=IIN, bin=BIN, moment=self.now)

    def key(self, kind: str, iin: str = IIN, organisation_bin: str = BIN) -> Key:
        name = f"{kind}-{iin}" if kind in {"personal", "auth"} else f"{kind}-{iin}-{organisation_bin}"
        return opened(self.directory, name + (GOST_ENDING if self.algorithm == GOST else ""))

    def authority(self, which: str = "test") -> Authority:
        """The national authority's double, or the "stranger" of the same name."""
        return self._authorities(which)[1]

    def root(self) -> Authority:
        return self._authorities("test")[0]

    def _authorities(self, which: str) -> tuple[Authority, Authority]:
        return authorities(
            self.directory, which, now=self.now, base_url="http://127.0.0.1:8100", algorithm=self.algorithm
        )

    def sign(self, kind: str = "org", document: bytes = DOCUMENT, *, is_attached: bool = False) -> bytes:
        return sign(document, self.key(kind), moment=self.now, is_attached=is_attached)

    def verify(self, cms: bytes, document: bytes = DOCUMENT, trust: Path | None = None) -> Verdict:
        return LocalVerifier(trust or self.trust).verify(cms, document, self.expect)
