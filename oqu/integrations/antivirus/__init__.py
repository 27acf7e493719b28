"""The door to the antivirus."""

from django.conf import settings

from oqu.integrations.antivirus.builtin import BuiltinChecker
from oqu.integrations.antivirus.clamav import ClamAv
from oqu.integrations.antivirus.port import Antivirus, AntivirusUnavailable, Finding

__all__ = ["Antivirus", "AntivirusUnavailable", "Finding", "get_antivirus"]


def get_antivirus() -> Antivirus:
    return ClamAv(settings.CLAMAV_ADDRESS) if settings.CLAMAV_ADDRESS else BuiltinChecker()
