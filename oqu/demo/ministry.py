"""What the ministry states before anybody can apply: the school year, the campaign, the working days, its officer."""

import datetime as dt

from admissions.models import Campaign
from limits.models import SchoolYear
from oqu import world
from oqu.calendar.services import seed_calendar
from oqu.core.acting import Actor, acting
from oqu.core.clock import ALMATY
from oqu.demo.people import person_of
from staff.models import EducationDepartment, Person

SCHOOL_YEAR = 2026
OPENS_AT = dt.datetime(2026, 4, 1, 9, 0, tzinfo=ALMATY)
CLOSES_AT = dt.datetime(2026, 8, 31, 18, 30, tzinfo=ALMATY)
STAYS_OPEN = dt.timedelta(days=90)


def state_the_campaign(*, now: dt.datetime) -> Campaign:
    """Open on the day of the demo, whenever that is."""
    with acting(Actor.system("demo")):
        year, _ = SchoolYear.objects.get_or_create(starts_in=SCHOOL_YEAR)
        seed_calendar(range(SCHOOL_YEAR - 1, max(SCHOOL_YEAR, now.year) + 2), now=now)
        campaign, _ = Campaign.objects.get_or_create(
            school_year=year,
            region_kato=world.SETTLEMENT.region_kato,
            defaults={
                "opens_at": min(OPENS_AT, now - STAYS_OPEN),
                "closes_at": max(CLOSES_AT, now + STAYS_OPEN),
            },
        )
    return campaign


def name_the_department() -> None:
    """Where overdue applications of the town are reported; its letters stay in a folder of this machine."""
    with acting(Actor.system("demo")):
        EducationDepartment.objects.get_or_create(
            kato=world.SETTLEMENT.region_kato,
            defaults={
                "name_ru": "Управление образования города",
                "name_kk": "Қаланың білім басқармасы",
                "email": "bilim@example.kz",
                "phone": "+77172550200",
            },
        )


def appoint_the_officer() -> None:
    officer = person_of(world.MINISTRY_IIN)
    with acting(Actor.system("demo")):
        Person.objects.filter(pk=officer.pk, is_ministry=False).update(is_ministry=True)
