"""Before production starts: the portal must not believe a test authority."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from oqu.integrations.signature.trust import load_trust


def check_no_test_root(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A folder that cannot be read is no error here: without it every signature is refused, none accepted."""
    try:
        trust = load_trust(Path(settings.SIGNATURE_TRUST_ROOTS_DIR))
    except (OSError, ValueError):
        return []
    if not trust.is_test:
        return []
    return [
        Error(
            "SIGNATURE_TRUST_ROOTS_DIR holds the root certificate of a test authority.",
            hint="Put the certificates of the National Certification Authority there.",
            id="signature.E001",
        )
    ]
