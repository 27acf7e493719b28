"""manage.py make_test_pki [--dir DIR]: the test certificate authority and everybody's keys."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from oqu.sandbox import clock
from oqu.sandbox.pki import make_test_pki
from oqu.sandbox.pki.holders import demo_holders


class Command(BaseCommand):
    help = "Make the test certificate authority and the keys of the demo people; keeps what is good already."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--dir", type=Path, help="default: pki/ in the project's local folder")
        parser.add_argument(
            "--address",
            default=settings.SANDBOX_URL,
            help="where the sandbox answers; stands in the certificates (default: %(default)s)",
        )

    def handle(self, *args, **options):
        directory = options["dir"] or settings.LOCAL_DIR / "pki"
        holders = demo_holders()
        issued = make_test_pki(directory, holders, now=clock.now(), base_url=options["address"])
        self.stdout.write(f"{directory}: {len(issued)} keys made, {len(holders) - len(issued)} kept.")
