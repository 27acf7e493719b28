"""What the portal asks of an antivirus."""

from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from oqu.core.errors import DomainError


class AntivirusUnavailable(DomainError):
    """Nobody knows whether the file is clean: ask again later, serve nothing until then."""

    code = "antivirus.unavailable"
    message = _("The antivirus does not answer now. The file is kept and will be checked later.")
    http_status = 503


@dataclass(frozen=True)
class Finding:
    """`name` of what was found, "" when clean; `engine` with its version and the date of its base."""

    name: str
    engine: str

    @property
    def is_clean(self) -> bool:
        return not self.name


class Antivirus(Protocol):
    def scan(self, content: bytes) -> Finding:
        """:raises AntivirusUnavailable:"""
        ...
