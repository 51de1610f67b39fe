from typing import Any

from allauth.account.views import LoginView
from django.conf import settings

from portal.accounts import demo


class SignInView(LoginView):
    """allauth's; one-machine mode also lists who one can be."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if settings.IS_DEMO:
            context["demo_accounts"] = demo.ACCOUNTS
            context["demo_password"] = demo.PASSWORD
        return context
