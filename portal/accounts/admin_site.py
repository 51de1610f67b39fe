from typing import Any

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from portal.accounts.alarms import alarms
from portal.ui.context import describe_site

# Nobody may see recovery data, and roles stand in one table in code, not in groups.
_NOT_SHOWN = frozenset({"account", "auth", "mfa"})


class LicetAdminSite(AdminSite):
    """Accounts and reference data, for administrators. Nobody handles a case here.

    Its own doors lead to the portal's: there are the limits, the second factor and the
    trail.
    """

    site_title = _("Administration")
    index_title = _("Administration")
    enable_nav_sidebar = False

    def register(
        self, model_or_iterable: Any, admin_class: Any = None, **options: Any
    ) -> None:
        """Leave out what other packages would show."""
        one = isinstance(model_or_iterable, type)
        models = [model_or_iterable] if one else model_or_iterable
        shown = [model for model in models if model._meta.app_label not in _NOT_SHOWN]
        super().register(shown, admin_class, **options)

    @method_decorator(login_not_required)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        response: HttpResponse = secure_admin_login(super().login)(
            request, extra_context
        )
        return response

    @method_decorator(login_not_required)
    def logout(  # type: ignore[override]  # Django's stubs promise a template
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        response: HttpResponse = account.logout(request)
        return response

    def password_change(  # type: ignore[override]  # the same
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        context["site_header"] = describe_site()["authority"].name
        if self.has_permission(request):
            context["alarms"] = list(alarms(at=timezone.now()))
        return context
