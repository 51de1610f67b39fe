from typing import Any

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class LicetAdminSite(AdminSite):
    """Accounts and reference data, for administrators. Nobody handles a case here."""

    site_title = _("Administration")
    index_title = _("Administration")
    enable_nav_sidebar = False

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Sign in at the front door, with its limits and its second factor."""
        response: HttpResponse = secure_admin_login(super().login)(
            request, extra_context
        )
        return response

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        in_chinese = (get_language() or "").startswith("zh")
        name = settings.AUTHORITY_NAME_ZH if in_chinese else settings.AUTHORITY_NAME_EN
        return {**super().each_context(request), "site_header": name}
