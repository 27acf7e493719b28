from dataclasses import dataclass, field

from limits.services._rows import Row
from oqu.core.errors import DomainError


@dataclass(frozen=True)
class Conflict:
    """A row that was not taken and the refusal that tells why; as an offer it waits for a person of the school."""

    row: Row
    school_code: str
    refusal: DomainError

    def __str__(self) -> str:
        return f"{self.row.place}: {self.refusal}"


@dataclass
class ImportReport:
    """Counts rows. `skipped` are of years that are over or not opened; about `kept` the school decided before."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0
    skipped: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
