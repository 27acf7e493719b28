from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "oqu.core"
    label = "core"

    def ready(self) -> None:
        from oqu.core import checks  # noqa: F401  registers the deploy checks

        post_migrate.connect(_grant, sender=self)


def _grant(**_: Any) -> None:
    """The owner migrates, the application only works with the rows."""
    from django.conf import settings
    from django.db import connection

    from oqu.core.grants import grant_application_role

    if connection.settings_dict["USER"] != settings.APPLICATION_ROLE:
        with connection.cursor() as cursor:
            grant_application_role(cursor, settings.APPLICATION_ROLE)
