from dataclasses import dataclass, field

from microdistrict.services._reading.rows import Findings


@dataclass
class Tally:
    """How many rows of one kind an import read, and what it did with them."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass
class ImportReport:
    """`names` are those a street is found under besides its own; `left_alone` names files that hold no addresses."""

    settlements: Tally = field(default_factory=Tally)
    streets: Tally = field(default_factory=Tally)
    buildings: Tally = field(default_factory=Tally)
    renames: Tally = field(default_factory=Tally)
    names: Tally = field(default_factory=Tally)
    findings: Findings = field(default_factory=Findings)
    left_alone: list[str] = field(default_factory=list)

    @property
    def rows_written(self) -> int:
        tallies = (self.settlements, self.streets, self.buildings, self.renames, self.names)
        return sum(tally.created + tally.changed for tally in tallies)
