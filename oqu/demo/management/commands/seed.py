import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from oqu.core import clock
from oqu.demo.volume.identities import PER_BLOCK
from oqu.demo.volume.seeding import AlreadySeeded, seed

MOST = PER_BLOCK // 3  # a family needs two identity numbers, and not every number exists


class Command(BaseCommand):
    """Fill the portal with families by the thousand, beside whatever is there."""

    help = "Volume data: schools with queues of synthetic applications, the same ones for the same seed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--schools", type=int, default=20)
        parser.add_argument("--applications", type=int, default=2_000, help="in all schools together")
        parser.add_argument("--seed", type=int, default=1, help="another seed gives other families")

    def handle(self, *args: Any, **options: Any) -> None:
        schools, applications = options["schools"], options["applications"]
        if not 1 <= schools <= applications <= MOST or options["seed"] < 0:
            raise CommandError(
                f"Give at least one school, at least one application a school, at most {MOST:,} applications, "
                "and a seed that is not negative."
            )
        began = time.monotonic()
        try:
            rows = seed(
                schools=schools,
                applications=applications,
                seed=options["seed"],
                now=clock.now(),
                tell=lambda done: self.stdout.write(f"\r{done:,} of {applications:,}", ending=""),
            )
        except AlreadySeeded as already:
            raise CommandError(f"Seed {options['seed']} is there already: take another one.") from already
        took = time.monotonic() - began
        self.stdout.write(
            f"\n{applications:,} applications in {schools:,} schools, {rows:,} rows in {took:.1f} s: "
            f"{rows / took:,.0f} rows/s"
        )
