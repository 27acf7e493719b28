from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from admissions import services
from oqu.core import clock


class Command(BaseCommand):
    """Exit 0 when everything holds, 1 with the list of what does not."""

    help = "Every invariant that must hold, checked from the rows."

    def handle(self, *args: Any, **options: Any) -> None:
        verification = services.verify_journal(now=clock.now(), tell=self.tell)
        seconds = max(verification.took, timedelta(milliseconds=1)).total_seconds()
        self.stdout.write(
            f"{verification.rows} rows in {seconds:.1f} s, {verification.rows / seconds:,.0f} rows/s"
        )
        if not verification.is_clean:
            raise CommandError(f"{len(verification.findings)} of the invariants do not hold.")

    def tell(self, asked: services.Asked) -> None:
        broken = asked.broken
        mark = f"BROKEN {broken.count}" if broken.count else "ok"
        self.stdout.write(
            f"{mark:12} {asked.took / timedelta(milliseconds=1):7.0f} ms  {asked.invariant.code}: {asked.invariant.sentence}"
        )
        for example in broken.examples:
            self.stdout.write(f"{'':12}   {example}")
        if broken.count > len(broken.examples):
            self.stdout.write(f"{'':12}   and {broken.count - len(broken.examples)} more")
