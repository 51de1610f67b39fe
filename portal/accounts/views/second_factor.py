from typing import Any

from allauth.mfa.webauthn.views import RemoveWebAuthnView

from portal.accounts.forms.second_factor import RemoveKeyForm


class RemoveKeyView(RemoveWebAuthnView):
    """allauth's, which would also remove the last device of somebody who needs one."""

    form_class = RemoveKeyForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "authenticator": self.object}
