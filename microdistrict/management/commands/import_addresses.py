from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from microdistrict import services
from microdistrict.services import ImportReport
from oqu.core.acting import Actor, acting

WORDS = {
    "obsolete_number": "obsolete numbers, kept and marked",
    "one_number_twice_on_a_street": "numbers that stand twice on a street (a house and its garage)",
    "two_streets_of_one_name": "streets that share their name with another",
    "street_without_buildings": "streets without buildings",
    "street_with_obsolete_numbers_only": "streets with obsolete numbers only",
    "houses_missing_at_the_source": "streets cut by the source's page limit: houses are missing",
    "one_spelling_in_both_languages": "streets spelt alike in both languages",
    "kind_not_in_the_dictionary": "kinds that the register's dictionary does not have",
}
LINES_SHOWN = 12


class Command(BaseCommand):
    """Import the address register. `--verbosity 2` names every line of every finding."""

    help = "Import streets and houses: files of the address register or folders with them. All or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE|DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with acting(Actor.system("import_addresses")):
                report = services.import_addresses(options["paths"], progress=self.show_progress)
        except services.AddressesRefused as refusal:
            for problem in refusal.problems:
                self.stderr.write(problem)
            raise CommandError(str(refusal)) from refusal
        self.print_findings(report, every_line=options["verbosity"] > 1)
        for name in ("settlements", "streets", "buildings"):
            tally = getattr(report, name)
            self.stdout.write(
                f"{name:12} {tally.created:6} new {tally.changed:6} changed {tally.unchanged:6} unchanged"
            )
        if not report.rows_written:
            self.stdout.write("Nothing to do: the register is already as in the files.")

    def show_progress(self, done: int, total: int) -> None:
        """A bar where a person watches; nothing in a log."""
        if not self.stderr.isatty():
            return
        filled = 30 * done // total
        self.stderr.write(
            f"\r[{'#' * filled}{'.' * (30 - filled)}] {done} of {total}", ending="\n" if done == total else ""
        )

    def print_findings(self, report: ImportReport, *, every_line: bool) -> None:
        for code, lines in sorted(report.findings.lines.items()):
            shown = lines if every_line else lines[:LINES_SHOWN]
            more = f" and {len(lines) - len(shown)} more" if len(lines) > len(shown) else ""
            by_file: dict[str, list[str]] = {}
            for line in shown:
                by_file.setdefault(line.file, []).append(str(line.number))
            places = "; ".join(f"{file}, line {', '.join(numbers)}" for file, numbers in by_file.items())
            self.stdout.write(f"{len(lines)} {WORDS[code]}: {places}{more}")
