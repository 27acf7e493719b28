from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MicrodistrictConfig(AppConfig):
    name = "microdistrict"
    verbose_name = _("Addresses and microdistricts")

    def ready(self) -> None:
        from microdistrict import (
            counters,  # noqa: F401  registers the number in the menu
            deliveries,  # noqa: F401  registers the outbox handlers
        )
