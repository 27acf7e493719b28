import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from oqu.demo.people import demo_people


class Command(BaseCommand):
    """Whom one can sign in as. With --json also the names of their test keys."""

    help = "The people of the demo town one can sign in as."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        people = demo_people()
        if options["json"]:
            self.stdout.write(
                json.dumps([person.as_json() for person in people], ensure_ascii=False, indent=2)
            )
            return
        for person in people:
            roles = ", ".join(person.roles)
            self.stdout.write(f"{person.iin}  {person.name:36} {roles:18} {person.school:4} {person.phone}")
