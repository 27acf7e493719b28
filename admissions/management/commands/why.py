import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from admissions import policies, selectors
from admissions.api.explaining import why
from oqu.core import clock
from oqu.core.acting import Actor, acting
from staff import sessions
from staff.models import Person
from staff.selectors import memberships_of, school_with_code
from staff.states import Role

STRONGEST_FIRST = list(Role.values)


class Command(BaseCommand):
    """Asks the functions that enforce the rules (D8). Without `--as` it answers for the school's director."""

    help = "What may be done with an application and why not, with the numbers used."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference", metavar="REFERENCE", help="as in 2026-032-34")
        parser.add_argument("--as", dest="iin", metavar="IIN", help="who asks, in their strongest role there")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        reference = options["reference"]
        actor = self.actor(reference, options["iin"])
        with acting(actor, read_only=True):
            application = selectors.with_reference(reference, actor)
            if application is None:
                raise CommandError(f"{reference}: this person sees no such application.")
            answer = why(application, actor, policies.explain(application, actor))
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(in_words(answer)))

    def actor(self, reference: str, iin: str | None) -> Actor:
        school = school_with_code(reference.partition("-")[2].rpartition("-")[0])
        if school is None:
            raise CommandError(f"{reference}: no such school. A reference looks like 2026-032-34.")
        if iin is None:
            return Actor("school", None, school.pk, Role.DIRECTOR)
        with acting(Actor.system("why"), read_only=True):
            person = Person.objects.with_iin(iin)
            if person is None:
                raise CommandError("Nobody with this IIN has ever signed in or worked at a school.")
            here = [one for one in memberships_of(person.pk, on=clock.today()) if one.school_id == school.pk]
            here.sort(key=lambda one: STRONGEST_FIRST.index(one.role))
            role = str(here[0].pk) if here else "ministry" if person.is_ministry else "parent"
            return sessions.actor_of(person, role, today=clock.today())[0]


def in_words(answer: dict[str, Any]) -> list[str]:
    lines = [f"{name}: {value}" for name, value in answer.items() if not isinstance(value, dict)]
    for group in ("seats", "blocking"):
        lines += [f"{group} {name}: {value}" for name, value in (answer[group] or {}).items()]
    for verb, found in {**answer["may"], "a seat": answer["seat"]}.items():
        no = f"no - {found['message']} ({found['code']})"
        lines.append(f"{verb}: {'yes' if found['allowed'] else no}")
    return lines
