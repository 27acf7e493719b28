"""The name of a key says everything about it: kind-IIN, kind-IIN-BIN, and either with -gost at the end."""

from dataclasses import dataclass

from oqu.sandbox.pki.private_keys import GOST, RSA

GOST_ENDING = "-gost"


@dataclass(frozen=True)
class KeyName:
    """`kind` is one of `profile.KINDS`; `bin` is empty in a person's own key."""

    kind: str
    iin: str
    bin: str
    algorithm: str


def parse(name: str) -> KeyName:
    """Never fails: what is missing is empty."""
    kind, iin, organisation, *_rest = [*name.removesuffix(GOST_ENDING).split("-"), "", "", ""]
    return KeyName(kind, iin, organisation, GOST if name.endswith(GOST_ENDING) else RSA)
