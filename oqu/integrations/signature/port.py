"""What the portal asks of whoever checks electronic signatures, and what it gets back."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from oqu.integrations.signature.refusals import VALID, sentence


@dataclass(frozen=True)
class Expectation:
    """Who must have signed for which organisation. `moment` (aware) is when the portal received the signature."""

    iin: str
    bin: str
    moment: datetime


@dataclass(frozen=True)
class Signer:
    """The person named in the certificate; `bin` and `organisation` are empty in a person's own key."""

    iin: str
    bin: str
    name: str
    organisation: str


@dataclass(frozen=True)
class Verdict:
    """
    The answer about one signature.

    `code` is `signature.valid` or the reason of the refusal; what could be read before a refusal is kept.
    `evidence` is plain JSON: all that is needed to repeat the check years later, offline.
    """

    ok: bool
    code: str
    signer: Signer | None = None
    serial: str = ""
    algorithm: str = ""
    signed_at: datetime | None = None
    evidence: dict[str, Any] = field(default_factory=dict)
    engine: str = ""

    @property
    def message(self) -> str:
        """The sentence for the director, in the language now active."""
        return "" if self.code == VALID else sentence(self.code)


class SignatureVerifier(Protocol):
    def verify(self, cms: bytes, document: bytes, expect: Expectation) -> Verdict:
        """Is this CMS the signature of the expected person over exactly these bytes? Never raises."""
        ...
