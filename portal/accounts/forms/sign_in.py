from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms.words import reword
from portal.ui.crispy import Actions, FormHelper, Submit


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, login=_("E-mail address"), password=_("Password"))
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"

    @property
    def helper(self) -> FormHelper:
        return FormHelper(self, actions=Actions(Submit(_("Sign in"))))


class ConfirmPasswordForm(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, password=_("Password"))

    @property
    def helper(self) -> FormHelper:
        return FormHelper(self, actions=Actions(Submit(_("Go on"))))
