from django.contrib.admin.apps import AdminConfig


class MinistryAdminConfig(AdminConfig):
    """The stock admin behind the portal's own sign-in."""

    default_site = "oqu.ministry.site.MinistrySite"
