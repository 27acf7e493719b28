"""Before production starts: the portal must not believe a test authority, and must hear of revoked keys."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from oqu.integrations.signature.trust import load_trust

TEST_ROOT = "SIGNATURE_TRUST_ROOTS_DIR holds the root certificate of a test authority."
HINT = "Put the certificates of the National Certification Authority there."


def refuse_test_root() -> None:
    """
    Called when the applications are loaded: whatever is started, it does not start.

    :raises ImproperlyConfigured: this is production, and it would believe a test authority
    """
    if settings.ENVIRONMENT == "production" and _believes_a_test_root():
        raise ImproperlyConfigured(f"{TEST_ROOT} {HINT}")


def check_no_test_root(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [Error(TEST_ROOT, hint=HINT, id="signature.E001")] if _believes_a_test_root() else []


def check_revocation_is_real(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    asked = [*settings.SIGNATURE_CRL_URLS, settings.SIGNATURE_OCSP_URL]
    if any(asked) and not any(url.startswith(settings.SANDBOX_URL) for url in asked):
        return []
    return [
        Error(
            "SIGNATURE_CRL_URLS and SIGNATURE_OCSP_URL lead to the sandbox, or nowhere.",
            hint="Name the revocation lists and the OCSP address of the National Certification Authority.",
            id="signature.E002",
        )
    ]


def check_engines(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    engines = settings.SIGNATURE_ENGINES
    if engines == "local" or (engines in {"ncanode", "both"} and settings.NCANODE_URL):
        return []
    return [
        Error(
            "SIGNATURE_ENGINES names an engine that is not there.",
            hint="It is local, ncanode or both; the last two need NCANODE_URL.",
            id="signature.E003",
        )
    ]


def _believes_a_test_root() -> bool:
    """A folder that cannot be read is no matter here: without it every signature is refused, none accepted."""
    try:
        return load_trust(Path(settings.SIGNATURE_TRUST_ROOTS_DIR)).is_test
    except (OSError, ValueError):
        return False
