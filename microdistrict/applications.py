"""How many applications stand on addresses: answered by the app above, which knows applications."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from microdistrict.models import Attachment


@dataclass(frozen=True)
class ServedAddress:
    """By the register's codes; `building_rca` is empty for a whole street."""

    school_id: int
    street_id: str
    building_rca: str = ""


Counter = Callable[[Collection[ServedAddress]], int]
_counters: list[Counter] = []


def counts_applications(counter: Counter) -> Counter:
    """Register who counts the undecided applications that came from a school's addresses as «по микроучастку»."""
    _counters.append(counter)
    return counter


def undecided_under(attachments: Collection[Attachment]) -> int:
    """`attachments` carry their street and building. Called outside `acting`: who detaches need not see applications."""
    addresses = [
        ServedAddress(row.school_id, row.street.register_id, row.building.rca if row.building else "")
        for row in attachments
    ]
    return sum(counter(addresses) for counter in _counters)
