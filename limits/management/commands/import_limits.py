from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from limits import services
from oqu.core import clock
from oqu.core.acting import Actor
from oqu.core.progress import ProgressCommand


class Command(ProgressCommand):
    """Import class limits as NOBD states them; the columns stand in docs/integrations/nobd.md."""

    help = "Import class limits from a CSV or JSON file of NOBD. All or nothing, safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="FILE")
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="take the file's numbers also where a school stated its own",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = services.import_rows(
                services.read_file(options["path"]),
                by=Actor.system("import_limits"),
                now=clock.now(),
                overwrite=options["overwrite"],
                progress=self.show_progress,
            )
        except services.RowsRefused as refusal:
            for problem in refusal.problems:
                self.stderr.write(problem)
            raise CommandError(str(refusal)) from refusal
        for sentence in report.skipped:
            self.stdout.write(f"skipped  {sentence}")
        for conflict in report.conflicts:
            self.stdout.write(f"conflict {conflict.school_code}: {conflict}")
        self.stdout.write(
            f"{report.created} new, {report.changed} changed, {report.unchanged} unchanged, "
            f"{len(report.skipped)} skipped, {len(report.conflicts)} in conflict, {report.kept} kept by schools"
        )
        if report.conflicts:
            self.stdout.write(
                "Conflicts were not taken: each waits for its school in «Лимиты классов» → «Расхождения с НОБД»."
            )
