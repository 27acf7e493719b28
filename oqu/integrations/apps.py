from django.apps import AppConfig
from django.core.checks import Tags, register


class IntegrationsConfig(AppConfig):
    name = "oqu.integrations"

    def ready(self) -> None:
        from oqu.integrations.antivirus.checks import check_antivirus_is_real
        from oqu.integrations.seal.checks import check_papers_are_sealed
        from oqu.integrations.signature import checks

        checks.refuse_test_root()
        for check in (
            check_antivirus_is_real,
            check_papers_are_sealed,
            checks.check_no_test_root,
            checks.check_revocation_is_real,
            checks.check_engines,
        ):
            register(check, Tags.security, deploy=True)
