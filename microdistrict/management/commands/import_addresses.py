from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from microdistrict import services
from microdistrict.services import ImportReport
from oqu.core.acting import Actor, acting
from oqu.core.progress import ProgressCommand

# What was found, in the order it is told: units, streets, buildings, renamings.
WORDS = {
    "russian_name_with_kazakh_letters": "units whose Russian name has Kazakh letters",
    "shortened_without_a_stop": "units whose kind is shortened without the last stop",
    "two_units_of_one_name": "units that share their name with another of the same place",
    "unit_without_a_code": "units without a code of the classifier: what lies in them goes to the unit above",
    "kind_in_uneven_case": "kinds in capitals or in uneven case, taken in small letters",
    "one_kind_twice": "kinds that stand twice in the dictionary",
    "kind_not_in_the_dictionary": "kinds that the register's dictionary does not have",
    "points_to_nothing": "references to something that is not there",
    "broken_full_address": "streets whose full address does not name them",
    "obsolete_street": "streets no longer in force, kept and marked",
    "street_without_a_unit": "streets without the unit they lie in",
    "left_out_nothing_says_where": "rows left out: nothing says where they lie",
    "two_streets_of_one_name": "streets that share their name with another",
    "one_spelling_in_both_languages": "streets spelt alike in both languages",
    "street_named_like_another_kind": "streets named like another kind (a street called Микрорайон)",
    "street_named_by_a_number": "streets with a number for a name",
    "houses_missing_at_the_source": "streets cut by the source's page limit: houses are missing",
    "street_without_buildings": "streets without buildings",
    "street_with_obsolete_numbers_only": "streets with obsolete numbers only",
    "obsolete_number": "obsolete numbers, kept and marked",
    "one_number_twice_on_a_street": "numbers that stand twice on a street (a house and its garage)",
    "older_version_of_an_address": "older versions of an address that stands in force, passed over",
    "house_without_a_street": "houses that stand on no street, kept under their settlement",
    "older_than_stored": "rows older than what is stored, not applied",
    "renaming_not_decided": "renamings that are drafts or proposals",
    "renaming_without_a_year": "renamings without a year",
    "renaming_of_a_street_without_a_name": "renamings of streets that had no name",
    "old_name_given_to_another_street": "renamings whose old name another street bears now",
    "two_new_names_for_one_street": "renamings that give one street two new names",
    "one_new_name_for_several_streets": "renamings that give several streets one name",
    "renamed_street_not_in_the_register": "renamings of streets the register does not have yet, kept for later",
}
LINES_SHOWN = 12


class Command(ProgressCommand):
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
        if report.left_alone:
            self.stdout.write(f"Left alone, not addresses: {', '.join(report.left_alone)}")
        for name in ("settlements", "streets", "buildings", "renames", "names"):
            tally = getattr(report, name)
            self.stdout.write(
                f"{name:12} {tally.created:6} new {tally.changed:6} changed {tally.unchanged:6} unchanged"
            )
        if not report.rows_written:
            self.stdout.write("Nothing to do: the register is already as in the files.")

    def print_findings(self, report: ImportReport, *, every_line: bool) -> None:
        for code, words in WORDS.items():
            lines = report.findings.lines.get(code)
            if not lines:
                continue
            shown = lines if every_line else lines[:LINES_SHOWN]
            more = f" and {len(lines) - len(shown)} more" if len(lines) > len(shown) else ""
            by_file: dict[str, list[str]] = {}
            for line in shown:
                by_file.setdefault(line.file, []).append(str(line.number))
            places = "; ".join(f"{file}, line {', '.join(numbers)}" for file, numbers in by_file.items())
            self.stdout.write(f"{len(lines)} {words}: {places}{more}")
