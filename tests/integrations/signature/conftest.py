"""One test authority for the whole run, shared by the parallel workers, and the scene every test plays in."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from oqu.integrations.signature.local import LocalVerifier
from oqu.integrations.signature.port import Expectation, Verdict
from oqu.sandbox.pki import Key, load_key, make_test_pki
from oqu.sandbox.pki.authority import Authority
from oqu.sandbox.pki.making import authorities
from oqu.sandbox.pki.profile import Holder
from oqu.sandbox.signing.cms import sign_detached

IIN, OTHER_IIN = "950601600023", "960229500017"
BIN, OTHER_BIN = "950640000018", "950640000028"
SCHOOL = 'ГКП на ПХВ "Школа-гимназия № 32"'
DOCUMENT = "%PDF-1.7 Решение: принять. Шешім: қабылдау\r\n".encode()

DIRECTOR = Holder(IIN, "Сәрсенова", "Гүлмира", "Маратқызы", SCHOOL, BIN)
PERSON = Holder(IIN, "Сәрсенова", "Гүлмира", "Маратқызы")
KEYS = {
    f"{kind}-{IIN}-{BIN}": DIRECTOR for kind in ("org", "signer", "employee", "expired", "revoked", "forged")
} | {
    f"personal-{IIN}": PERSON,
    f"auth-{IIN}": PERSON,
    f"org-{IIN}-{OTHER_BIN}": Holder(IIN, "Сәрсенова", "Гүлмира", "", 'КГУ "Школа № 84"', OTHER_BIN),
    f"org-{OTHER_IIN}-{BIN}": Holder(OTHER_IIN, "Оспанов", "Бауыржан", "Серікұлы", SCHOOL, BIN),
}


@dataclass(frozen=True)
class Scene:
    """The director of a school signs the decision now; `directory` holds the authority."""

    directory: Path
    now: datetime

    @property
    def trust(self) -> Path:
        return self.directory / "trust"

    @property
    def expect(self) -> Expectation:
        return Expectation(iin=IIN, bin=BIN, moment=self.now)

    def key(self, kind: str, iin: str = IIN, organisation_bin: str = BIN) -> Key:
        name = f"{kind}-{iin}" if kind in {"personal", "auth"} else f"{kind}-{iin}-{organisation_bin}"
        return load_key(self.directory, name)

    def authority(self, which: str = "test") -> Authority:
        """The national authority's double, or the "stranger" of the same name."""
        _root, nca = authorities(self.directory, which, now=self.now, base_url="http://127.0.0.1:8100")
        return nca

    def sign(self, kind: str = "org", document: bytes = DOCUMENT) -> bytes:
        return sign_detached(document, self.key(kind), moment=self.now)

    def verify(self, cms: bytes, document: bytes = DOCUMENT, trust: Path | None = None) -> Verdict:
        return LocalVerifier(trust or self.trust).verify(cms, document, self.expect)


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    base = tmp_path_factory.getbasetemp()
    directory = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "pki"
    now = datetime.now(UTC).replace(microsecond=0)
    make_test_pki(directory, KEYS, now=now)
    return Scene(directory, now)


@pytest.fixture
def trust_copy(scene: Scene, tmp_path: Path) -> Path:
    """A trust folder that a test may spoil."""
    for path in scene.trust.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


@pytest.fixture
def refusal_code(scene: Scene) -> Callable[..., str]:
    """The code of the refusal; fails when the signature was accepted."""

    def code_of(cms: bytes, **kwargs: object) -> str:
        verdict = scene.verify(cms, **kwargs)  # type: ignore[arg-type]
        assert not verdict.ok
        assert verdict.message
        return verdict.code

    return code_of
