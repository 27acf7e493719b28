"""What a new number of seats would mean, told before it is saved: by the functions that will judge it."""

from dataclasses import dataclass

from limits.policies import CHILDREN_IN_A_CLASS, Seats, StaticQuarter, check_can_have_total, policy
from limits.selectors.seats import seats_of_parallel
from oqu.core.errors import DomainError


@dataclass(frozen=True)
class Preview:
    """`seats` are those that would stand; `refusal` is what saving would answer, None when it would save."""

    seats: Seats
    class_count: int | None
    refusal: DomainError | None = None

    @property
    def children_in_a_class(self) -> float | None:
        return (self.seats.total or 0) / self.class_count if self.class_count else None

    @property
    def is_crowded(self) -> bool:
        return (self.children_in_a_class or 0) > CHILDREN_IN_A_CLASS

    @property
    def outside_is_over(self) -> bool:
        """More are accepted from outside than the new quarter holds: nobody else can be."""
        return self.seats.outside_used > self.seats.outside_quota


def preview(
    school_id: int, school_year: int | None, language: str, *, total: int, class_count: int | None
) -> Preview:
    """A parallel that is not there yet has nothing taken."""
    now = seats_of_parallel(school_id, school_year, language) if school_year else None
    now = now or Seats(None, 0, 0, policy(StaticQuarter.name, StaticQuarter.version))
    would_be = Seats(total, now.used, now.outside_used, now.policy)
    try:
        check_can_have_total(now, total)
    except DomainError as refusal:
        return Preview(would_be, class_count, refusal)
    return Preview(would_be, class_count)
