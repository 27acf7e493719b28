"""What must be true before production starts."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security, deploy=True)
def outside_systems_are_real(**_: Any) -> list[Error]:
    """The sandbox imitates the state; production refuses to trust it."""
    outside = (
        "EGOV_BASE_URL",
        "POPULATION_URL",
        "SMS_URL",
        "CONSENT_URL",
        "NOBD_URL",
        "ADDRESS_REGISTER_URL",
    )
    return [
        Error(f"{name} points to the sandbox; set the real address.", id="oqu.E001")
        for name in outside
        if getattr(settings, name).startswith((settings.SANDBOX_URL, "http://"))
    ]


@register(Tags.security, deploy=True)
def application_role_is_not_the_owner(**_: Any) -> list[Error]:
    """Row-level security does not bind the owner of a table."""
    if settings.DATABASES["default"]["USER"] == settings.DATABASE_OWNER_ROLE:
        return [Error("DATABASE_URL must be a role that owns nothing.", id="oqu.E002")]
    return []


@register(Tags.security, deploy=True)
def letters_leave_the_machine(**_: Any) -> list[Error]:
    """Education departments are told of overdue applications by letter (D17)."""
    if settings.EMAIL_BACKEND.startswith("django.core.mail.backends.filebased"):
        return [Error("EMAIL_URL is not set: letters would stay in a folder.", id="oqu.E004")]
    return []


@register(Tags.security, deploy=True)
def secrets_are_long(**_: Any) -> list[Error]:
    if len(settings.BLIND_INDEX_KEY) < 32:
        return [Error("BLIND_INDEX_KEY is shorter than 32 characters.", id="oqu.E003")]
    return []


@register(Tags.compatibility)
def queue_scope_is_known(**_: Any) -> list[Error]:
    """A misspelt scope would silently make one line of the whole school (A16)."""
    if settings.QUEUE_SCOPE not in {"school", "parallel"}:
        return [Error("QUEUE_SCOPE is “school” or “parallel”.", id="oqu.E010")]
    return []
