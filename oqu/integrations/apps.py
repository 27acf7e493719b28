from django.apps import AppConfig
from django.core.checks import Tags, register


class IntegrationsConfig(AppConfig):
    name = "oqu.integrations"

    def ready(self) -> None:
        from oqu.integrations.antivirus.checks import check_antivirus_is_real
        from oqu.integrations.signature.checks import check_no_test_root

        register(check_antivirus_is_real, Tags.security, deploy=True)
        register(check_no_test_root, Tags.security, deploy=True)
