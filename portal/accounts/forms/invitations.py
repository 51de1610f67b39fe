from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms.words import PASSWORD_HINT
from portal.accounts.models import Invitation, User
from portal.ui.crispy import Actions, FormHelper, Submit


class AcceptForm(forms.Form):
    password1 = forms.CharField(
        label=_("Password"),
        help_text=PASSWORD_HINT,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        invited = User(email=self.invitation.email, name=self.invitation.name)
        password_validation.validate_password(password, invited)
        return password

    def clean(self) -> dict[str, Any]:
        first = self.cleaned_data.get("password1")
        again = self.cleaned_data.get("password2")
        if first and again and first != again:
            self.add_error("password2", _("The two passwords are not the same."))
        return self.cleaned_data

    @property
    def helper(self) -> FormHelper:
        return FormHelper(self, actions=Actions(Submit(_("Open my account"))))
