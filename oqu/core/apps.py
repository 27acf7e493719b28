from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "oqu.core"
    label = "core"

    def ready(self) -> None:
        from oqu.core import checks  # noqa: F401  registers the deploy checks
