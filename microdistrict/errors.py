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


class UnknownAddress(DomainError):
    """The register has no such street or house: a made-up number, or one from an old page."""

    code = "microdistrict.unknown_address"
    message = _(
        "The address register has no such street or house. Search for the street again and choose from the list."
    )
    http_status = 404


class UnknownSettlement(DomainError):
    """The school's settlement is not among the portal's: nobody imported the classifier."""

    code = "microdistrict.unknown_settlement"
    message = _("The portal does not know the settlement of your school yet. Ask the support to import it.")


class NothingChosen(DomainError):
    code = "microdistrict.nothing_chosen"
    message = _("No address is chosen. Mark at least one house or street.")
    http_status = 422


class StartsInThePast(DomainError):
    """What a school served on days that are over explains decisions that were made; it does not change."""

    code = "microdistrict.starts_in_the_past"
    message = _("The day from which the school serves the addresses must not be in the past.")
    http_status = 422


class ServedByAnotherSchool(DomainError):
    """Allowed, when it is meant (A29): schools of different languages share territories."""

    code = "microdistrict.served_by_another_school"
    message = _(
        "Addresses that belong to another school: %(count)s (%(schools)s). If the schools share them, attach once "
        "more; else choose the free ones."
    )


class UndoIsOver(DomainError):
    code = "microdistrict.undo_is_over"
    message = _("These addresses cannot be brought back any more. Attach them again.")


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
