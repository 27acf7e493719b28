"""How many applications stand on addresses: answered by the app above, which knows applications."""

from collections.abc import Callable, Collection

from microdistrict.models import Attachment

Counter = Callable[[Collection[Attachment]], int]
_counters: list[Counter] = []


def counts_applications(counter: Counter) -> Counter:
    """Register who counts the undecided applications that came from a school's addresses as «по микроучастку»."""
    _counters.append(counter)
    return counter


def undecided_under(attachments: Collection[Attachment]) -> int:
    """`attachments` carry their street and building. Called outside `acting`: who detaches need not see applications."""
    return sum(counter(attachments) for counter in _counters)
