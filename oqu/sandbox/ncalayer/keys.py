"""Which keys fit a wish: the ones that NCALayer shows in its list."""

from dataclasses import dataclass
from typing import Any

from oqu.sandbox.pki import names
from oqu.sandbox.pki.profile import KINDS


@dataclass(frozen=True)
class Filter:
    """
    The part of a wish that speaks of the certificate; made of the facts of an open window.

    The name of a key tells all that is asked here: opening sixty files for each look would take seconds.
    """

    purposes: frozenset[str]
    key_type: str
    iin: str
    bin: str
    allows_expired: bool
    allows_revoked: bool

    @classmethod
    def of(cls, facts: dict[str, Any]) -> "Filter":
        fields = ("key_type", "iin", "bin", "allows_expired", "allows_revoked")
        return cls(frozenset(facts["purposes"]), *(facts[field] for field in fields))

    def fits(self, name: str) -> bool:
        key = names.parse(name)
        kind = KINDS.get(key.kind)
        if kind is None:
            return False
        return (
            self.purposes <= set(kind.purposes)
            and self.key_type in {"", "SIGNATURE" if kind.signs else "AUTHENTICATION"}
            and self.iin in {"", key.iin}
            and self.bin in {"", key.bin}
            and (self.allows_expired or not key.kind.startswith("expired"))
            and (self.allows_revoked or not key.kind.startswith("revoked"))
        )
