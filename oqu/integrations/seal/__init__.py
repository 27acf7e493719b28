"""The portal's own seal under the papers it issues: readers of PDF show whether a paper is as it left."""

from pathlib import Path

from django.conf import settings

from oqu.integrations.seal.pades import PadesSeal, SealUnusable

__all__ = ["PadesSeal", "SealUnusable", "get_seal"]


def get_seal() -> PadesSeal | None:
    """None where no key is configured, which production does not allow."""
    if not settings.SEAL_KEY_FILE:
        return None
    return PadesSeal(Path(settings.SEAL_KEY_FILE), settings.SEAL_KEY_PASSWORD)
