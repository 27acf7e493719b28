"""Before production starts: papers leave the portal sealed."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error


def check_papers_are_sealed(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.SEAL_KEY_FILE:
        return []
    return [
        Error(
            "SEAL_KEY_FILE is not set, so notices would leave without the portal's seal.",
            hint="Give the PKCS#12 file of the organisation's RSA key.",
            id="seal.E001",
        )
    ]
