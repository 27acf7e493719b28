"""A school takes addresses into its microdistrict and lets them go."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from microdistrict.errors import ForeignAddress
from microdistrict.models import Attachment, Building, Street


@transaction.atomic
def attach_addresses(
    *,
    school_id: int,
    street_ids: Sequence[int] = (),
    building_ids: Sequence[int] = (),
    by: int | None,
    starts_on: dt.date,
) -> int:
    """
    Attach whole streets and single houses from a day on; how many were not attached before. `by` is the person, if any.

    :raises ForeignAddress: one of them is not in the school's settlement; then none is attached
    """
    settlement = Attachment(school_id=school_id).school.settlement_kato
    asked: list[tuple[int, int | None]] = [(street_id, None) for street_id in dict.fromkeys(street_ids)]
    asked += Building.objects.filter(pk__in=building_ids).order_by("pk").values_list("street_id", "pk")
    streets = {street_id for street_id, _ in asked}
    own = Street.objects.filter(pk__in=streets, settlement_id=settlement).count()
    if own < len(streets) or len(asked) < len(set(street_ids)) + len(set(building_ids)):
        raise ForeignAddress
    before = Attachment.objects.filter(school_id=school_id).count()
    Attachment.objects.bulk_create(
        [
            Attachment(
                school_id=school_id,
                street_id=street,
                building_id=building,
                starts_on=starts_on,
                attached_by_id=by,
            )
            for street, building in asked
        ],
        ignore_conflicts=True,  # attached already, perhaps by a colleague this very moment
    )
    return Attachment.objects.filter(school_id=school_id).count() - before


def detach_address(*, school_id: int, attachment_id: int, today: dt.date) -> bool:
    """The address leaves the microdistrict today; False when it had left already or belongs to another school."""
    live = Attachment.objects.live().filter(pk=attachment_id, school_id=school_id)
    return bool(live.update(ends_on=today))
