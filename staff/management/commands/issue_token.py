from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from oqu.core import clock
from oqu.core.acting import Actor, acting
from staff import selectors, services
from staff.models import Membership, Person
from staff.states import Role

PARENT = "parent"


class Command(BaseCommand):
    help = "Issue a key of the REST interface to a person and print it, once. Only its hash is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("iin", metavar="IIN")
        parser.add_argument(
            "--role", choices=[*Role.values, PARENT], help="needed when the person has several roles"
        )
        parser.add_argument(
            "--school", metavar="CODE", help="needed when the role is held at several schools"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with acting(Actor.system("issue_token"), read_only=True):
            person = Person.objects.with_iin(options["iin"])
            if person is None or not person.is_active:
                raise CommandError(
                    "Nobody with this IIN may sign in. Who has never signed in is not known here."
                )
            membership = self.membership(person, options["role"], options["school"])
        self.stdout.write(services.issue_token(person=person, membership=membership, now=clock.now()))

    def membership(self, person: Person, role: str | None, school: str | None) -> Membership | None:
        """The one role that is meant; None acts as a parent."""
        if role == PARENT:
            return None
        held = selectors.memberships_of(person.pk, on=clock.today())
        if not held and role is None:
            return None
        meant = [one for one in held if role in {None, one.role} and school in {None, one.school.code}]
        if len(meant) == 1:
            return meant[0]
        has = ", ".join(f"{one.role} at {one.school.code}" for one in held) or "none at a school"
        raise CommandError(f"Say which role with --role and --school. Roles of this person today: {has}.")
