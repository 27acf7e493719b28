import datetime as dt
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from oqu.calendar.selectors import working_days
from oqu.calendar.working_time import OfficeHours, due_at
from oqu.core.clock import ALMATY
from staff.office_hours import hours_of
from staff.selectors import school_with_code

BAD_INPUT = 2


class Command(BaseCommand):
    """Stands here and not in the calendar, because office hours belong to a school."""

    help = "When an application that arrives at MOMENT must be decided, as JSON with the spans that counted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "moment", metavar="MOMENT", help="ISO 8601; local time of Almaty if it has no offset"
        )
        parser.add_argument("--school", metavar="CODE", help="by this school's office hours")

    def handle(self, *args: Any, **options: Any) -> None:
        moment = self.moment(options["moment"])
        hours = self.hours(options["school"])
        try:
            deadline = due_at(moment, days=working_days(), hours=hours)
        except OverflowError as error:
            raise CommandError("This moment is too far away for a calendar.", returncode=BAD_INPUT) from error
        self.stdout.write(json.dumps(deadline.as_json()))

    def moment(self, text: str) -> dt.datetime:
        try:
            moment = dt.datetime.fromisoformat(text)
        except ValueError as error:
            sentence = f"“{text}” is not a moment. Write it as 2026-06-18T12:30 or 2026-06-18T12:30:00+05:00."
            raise CommandError(sentence, returncode=BAD_INPUT) from error
        return moment if moment.tzinfo else moment.replace(tzinfo=ALMATY)

    def hours(self, code: str | None) -> OfficeHours:
        if code is None:
            return OfficeHours()
        school = school_with_code(code.strip())
        if school is None:
            raise CommandError(f"There is no school with the code “{code}”.", returncode=BAD_INPUT)
        return hours_of(school)
