from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdmissionsConfig(AppConfig):
    name = "admissions"
    verbose_name = _("Admission to the first grade")

    def ready(self) -> None:
        from admissions import (
            deliveries,  # noqa: F401  registers the outbox handlers
            territory,  # noqa: F401  registers the count of applications under addresses
        )
