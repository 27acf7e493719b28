from typing import Any

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, Any]:
    """What the shell of every page shows: support lines, the environment's mark, the request's number."""
    return {
        "support_phone": settings.SUPPORT_PHONE,
        "support_whatsapp": settings.SUPPORT_WHATSAPP,
        "is_training_environment": settings.ENVIRONMENT != "production",
        "request_id": getattr(request, "request_id", ""),
    }
