from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from microdistrict.services import AddressesRefused
from oqu.core.errors import DomainError
from oqu.demo.outside import SandboxDidNotStart
from oqu.demo.seeding import seed


class Command(BaseCommand):
    """Fill the portal with the demo town; does nothing where it is already there."""

    help = (
        "The demo town: schools, people, addresses, forty-five applications in every status. Safe to repeat."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--data", type=Path, help="folder with reference data: its streets are imported too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            said = seed(data=options["data"])
        except AddressesRefused as refusal:
            raise CommandError("\n".join([str(refusal), *refusal.problems])) from refusal
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        except SandboxDidNotStart as error:
            raise CommandError("The sandbox does not start, and the demo asks its registers.") from error
        self.stdout.write("\n".join(said))
