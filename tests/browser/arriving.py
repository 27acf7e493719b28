"""More families at a school than the demo has, filed into the portal that runs: python manage.py shell -c …"""

import itertools
from collections.abc import Iterator

from admissions.models import Application
from microdistrict.models import Attachment
from oqu.core import clock
from oqu.core.acting import acting
from oqu.core.secrets_fields import blind_index
from staff.models import Person, School
from tests import factories as make


def arrive(school_code: str, transports: list[str]) -> None:
    """One application for each wish of `transports`, complete, on review, in the order given."""
    with acting(make.SYSTEM):
        school = School.objects.get(code=school_code)
        street = (
            Attachment.objects.filter(school=school, building=None).values("street__register_id")[:1].get()
        )
        numbers = _free_numbers()
        for transport in transports:
            parent = make.person(iin=next(numbers))
            make.submitted(
                school,
                by=parent,
                child_iin=next(numbers),
                transport=transport,
                street_id=street["street__register_id"],
                moment=clock.now(),
            )


def _free_numbers() -> Iterator[str]:
    """IINs that nobody of this portal has."""
    for serial in itertools.count(1):
        number = make.iin(serial)
        index = blind_index("iin", number)
        is_taken = (
            Person.objects.filter(iin_index=index).exists()
            or Application.objects.filter(child_iin_index=index).exists()
        )
        if not is_taken:
            yield number
