"""The demo, from an empty database to a town at work; a second time it finds everything there."""

import datetime as dt
from pathlib import Path

from oqu.core import clock
from oqu.demo import addresses, applications, consents, ministry, schools
from oqu.demo.outside import sandbox_answering

LONG_AGO = dt.timedelta(days=180)


def seed(*, data: Path | None) -> list[str]:
    """
    What was done, a sentence each. `data` is a folder with reference data: its neighbourhood is imported too.

    :raises AddressesRefused | SandboxDidNotStart:
    """
    said = []
    since = clock.today() - LONG_AGO
    if applications.is_made():
        said.append("The demo town is already there.")
    else:
        said.append(f"The demo town with {_seed_the_town(since)} applications.")
    if data:
        report = addresses.take_neighbourhood(data, since=since)
        said.append(f"Streets of {data}: {report.rows_written} rows new or changed.")
    return said


def _seed_the_town(since: dt.date) -> int:
    now = clock.now()
    campaign = ministry.state_the_campaign(now=now)
    ministry.appoint_the_officer()
    ministry.name_the_department()
    town = schools.open_schools(school_year=ministry.SCHOOL_YEAR, now=now)
    schools.employ_staff(town, since=since)
    addresses.take_town()
    addresses.attach_territories(since=since)
    with sandbox_answering():
        consents.give_consents(town, now=now)
        return applications.make_applications(town, campaign, now=now)
