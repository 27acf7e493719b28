from dataclasses import dataclass, field

from microdistrict.services._rows import Findings


@dataclass
class Tally:
    """How many rows of one kind an import read, and what it did with them."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass
class ImportReport:
    settlements: Tally = field(default_factory=Tally)
    streets: Tally = field(default_factory=Tally)
    buildings: Tally = field(default_factory=Tally)
    findings: Findings = field(default_factory=Findings)

    @property
    def rows_written(self) -> int:
        tallies = (self.settlements, self.streets, self.buildings)
        return sum(tally.created + tally.changed for tally in tallies)
