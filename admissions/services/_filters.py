from typing import Any

from admissions.errors import TooManyFilters
from admissions.models import KeptFilter
from oqu.core.acting import Actor, acting
from oqu.core.errors import NotFound
from staff.permissions import Action, check_may

KEPT_AT_MOST = 10


def keep_filter(*, view: str, address: str, by: Actor) -> KeptFilter:
    """
    A person keeps a filter of the school's list; kept twice it stands there once.

    :raises TooManyFilters: ten are kept already
    """
    check_may(by, Action.SEE_APPLICATIONS)
    own: dict[str, Any] = {"person_id": by.person_id, "school_id": by.school_id}
    with acting(by):
        others = KeptFilter.objects.filter(**own).exclude(view=view, address=address)
        if others.count() >= KEPT_AT_MOST:
            raise TooManyFilters(limit=KEPT_AT_MOST)
        kept, _ = KeptFilter.objects.get_or_create(**own, view=view, address=address)
    return kept


def forget_filter(*, pk: int, by: Actor) -> None:
    """:raises NotFound: no such filter, or somebody else's"""
    check_may(by, Action.SEE_APPLICATIONS)
    with acting(by):
        if not KeptFilter.objects.filter(pk=pk).delete()[0]:
            raise NotFound
