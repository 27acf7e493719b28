"""A refusal is an answer: a stable code and a sentence that says what to do next."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """
    Base of every refusal. Subclasses name what happened and set `code` and `message`.

    `context` holds the numbers and references used; it never holds personal data, because it is
    shown, sent by the API and logged.
    """

    code = "core.refused"
    message: Any = _("This cannot be done now. Go back and try again.")
    http_status = 409

    def __init__(self, **context: Any) -> None:
        super().__init__(self.code)
        self.context = context

    def __str__(self) -> str:
        return str(self.message) % self.context if self.context else str(self.message)


class Forbidden(DomainError):
    code = "core.forbidden"
    message = _("Your role does not allow this. Switch the role or ask the director of the school.")
    http_status = 403


class NotFound(DomainError):
    """Also for what exists but belongs to somebody else: its existence is not told."""

    code = "core.not_found"
    message = _("There is no such page. Check the address or start from the home page.")
    http_status = 404


class InvalidInput(DomainError):
    """`errors` maps a field to its sentences; the field "" is the whole form."""

    code = "core.invalid_input"
    message = _("Some of the answers need correction.")
    http_status = 400

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__()
        self.errors = errors
        self.context = {"errors": errors}

    def __str__(self) -> str:
        return str(self.message)
