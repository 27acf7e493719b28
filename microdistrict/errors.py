from django.utils.translation import gettext_lazy as _

from oqu.core.errors import DomainError


class ForeignAddress(DomainError):
    """A school attaches addresses of its own settlement only (R88, R89)."""

    code = "microdistrict.foreign_address"
    message = _(
        "This address is in another settlement, so it cannot be attached here. "
        "Ask the education department of your district."
    )
    http_status = 403


class AddressesRefused(DomainError):
    """Files of the register with errors: nothing of them was taken. `problems` names the rows."""

    code = "microdistrict.addresses_refused"
    message = _(
        "The files hold %(count)s errors, so nothing was imported. Correct the rows and import again."
    )
    http_status = 400

    def __init__(self, problems: list[str]) -> None:
        super().__init__(count=len(problems))
        self.problems = problems
