from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from oqu.calendar.services import seed_calendar, years_ahead
from oqu.core import clock

BAD_INPUT = 2
FIRST, LAST = 2016, 2100


class Command(BaseCommand):
    """Run with every release and after `migrate`: it adds what was never told and touches nothing else."""

    help = "Add the holidays of Kazakhstan and the days moved by order to the calendar of working days."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "years", nargs="*", type=int, metavar="YEAR", help="without any: from last year to the next"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        years = options["years"] or years_ahead(now)
        for year in years:
            if not FIRST <= year <= LAST:
                sentence = f"The holidays of {year} are not known. Name years from {FIRST} to {LAST}."
                raise CommandError(sentence, returncode=BAD_INPUT)
        added = seed_calendar(years, now=now)
        self.stdout.write(f"{added} days added, years {min(years)}-{max(years)}.")
