from django.contrib.admin.apps import AdminConfig


class MinistryAdminConfig(AdminConfig):
    """The stock admin behind the portal's own sign-in."""

    default_site = "oqu.ministry.site.MinistrySite"

    def ready(self) -> None:
        super().ready()
        from django.contrib import admin
        from django.contrib.auth.models import Group

        admin.site.unregister(Group)  # rights are a table in code
