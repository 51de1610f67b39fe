from django.contrib.admin.apps import AdminConfig


class LicetAdminConfig(AdminConfig):
    default_site = "portal.accounts.admin_site.LicetAdminSite"
