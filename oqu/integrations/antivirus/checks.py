"""Before production starts: papers of children are looked at by a real antivirus."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error


def check_antivirus_is_real(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.CLAMAV_ADDRESS:
        return []
    return [
        Error(
            "CLAMAV_ADDRESS is not set, so files would be checked by the built-in checker only.",
            hint="Give the address of clamd: host:port, or the path of its socket.",
            id="antivirus.E001",
        )
    ]
