"""
What the manual says of one school's line, seats and statuses, in its plainest form: lists, numbers, no
database, no locks. The portal is compared with it step by step.
"""

from dataclasses import dataclass, field

PROCESSED = "admissions.already_processed"
OUT_OF_ORDER = "admissions.order_violated"
BELOW_TAKEN = "limits.below_taken"


@dataclass
class One:
    """An application; its number is its place in the list, counted from 1."""

    language: str
    in_zone: bool
    status: str = "on_review"
    decision: str = ""
    round: int = 0


@dataclass
class Reference:
    """Every method answers with the code of the refusal, or None when it was done."""

    scope: str
    total: dict[str, int | None]
    sent: list[One] = field(default_factory=list)

    def arrive(self, language: str, *, in_zone: bool) -> int:
        self.sent.append(One(language, in_zone))
        return len(self.sent)

    def accept(self, number: int) -> str | None:
        refusal = self.refuse_reason(number) or self.seat_reason(number)
        return refusal or self._propose(number, "accept")

    def refuse(self, number: int) -> str | None:
        return self.refuse_reason(number) or self._propose(number, "refuse")

    def send_back(self, number: int) -> str | None:
        one = self[number]
        if one.status != "on_signing":
            return PROCESSED
        one.status, one.decision, one.round = "on_review", "", one.round + 1
        return None

    def sign(self, number: int) -> str | None:
        one = self[number]
        if one.status != "on_signing":
            return PROCESSED
        one.status = "accepted" if one.decision == "accept" else "refused"
        return None

    def withdraw(self, number: int) -> str | None:
        if self[number].status not in {"on_review", "on_signing"}:
            return PROCESSED
        self[number].status = "withdrawn"
        return None

    def change_total(self, language: str, total: int) -> str | None:
        if total < self.used(language):
            return BELOW_TAKEN
        self.total[language] = total
        return None

    def refuse_reason(self, number: int) -> str | None:
        if self[number].status != "on_review":
            return PROCESSED
        return OUT_OF_ORDER if self.place(number) else None

    def seat_reason(self, number: int) -> str | None:
        one = self[number]
        total = self.total[one.language]
        if one.in_zone:
            return None
        if total is None:
            return "limits.total_unknown"
        if self.used(one.language) >= total:
            return "limits.no_seats"
        if self.used(one.language, outside=True) >= total // 4:
            return "limits.no_outside_seats"
        return None

    def place(self, number: int) -> int:
        """How many on review stand before it in the same line."""
        mine = self[number].language
        return sum(
            one.status == "on_review" and (self.scope == "school" or one.language == mine)
            for one in self.sent[: number - 1]
        )

    def used(self, language: str, *, outside: bool = False) -> int:
        """Seats are recounted each time from the applications that hold one."""
        return sum(
            one.decision == "accept"
            and one.status in {"on_signing", "accepted"}
            and not (outside and one.in_zone)
            for one in self.sent
            if one.language == language
        )

    def __getitem__(self, number: int) -> One:
        return self.sent[number - 1]

    def _propose(self, number: int, decision: str) -> None:
        self[number].status, self[number].decision = "on_signing", decision
