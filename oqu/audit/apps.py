from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db import connection
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "oqu.audit"
    label = "audit"
    verbose_name = _("Audit")

    def ready(self) -> None:
        # After all migrations, once: Django sends the signal for each app that has models.
        post_migrate.connect(_grant, sender=self)


def _grant(**_: Any) -> None:
    """The owner migrates; the application's role gets the rows and no more."""
    from oqu.core.grants import grant_application_role

    if connection.settings_dict["USER"] != settings.APPLICATION_ROLE:
        with connection.cursor() as cursor:
            grant_application_role(cursor, settings.APPLICATION_ROLE)
