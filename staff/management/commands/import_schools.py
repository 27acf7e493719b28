from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from oqu.core.acting import Actor
from oqu.core.progress import ProgressCommand
from staff import services


class Command(ProgressCommand):
    """Import schools from a CSV with the columns of the reference data; see staff.services.import_schools."""

    help = "Import schools from a CSV file. A kato.csv beside it names the known settlements. All or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = services.import_schools(
                options["path"], by=Actor.system("import_schools"), progress=self.show_progress
            )
        except services.SchoolsRefused as refusal:
            for problem in refusal.problems:
                self.stderr.write(problem)
            raise CommandError(str(refusal)) from refusal
        for finding, lines in sorted(report.findings.items()):
            shown = ", ".join(map(str, lines[:12])) + (
                f" and {len(lines) - 12} more" if len(lines) > 12 else ""
            )
            self.stdout.write(f"{len(lines)} {finding}: line {shown}")
        self.stdout.write(f"{report.created} new, {report.changed} changed, {report.unchanged} unchanged")
