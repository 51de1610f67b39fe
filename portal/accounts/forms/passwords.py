from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms.words import PASSWORD_HINT, reword
from portal.accounts.operations import passwords
from portal.ui.crispy import Actions, FormHelper, Submit


class AskForResetForm(ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, email=_("E-mail address"))
        self.fields["email"].validators.append(MaxLengthValidator(254))

    def clean_email(self) -> str:
        """Look nobody up: the operation answers the same for everyone."""
        email: str = self.cleaned_data["email"]
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        passwords.send_reset_link(
            email=email, language=get_language() or "", at=timezone.now()
        )
        return email

    @property
    def helper(self) -> FormHelper:
        return FormHelper(self, actions=Actions(Submit(_("Send me a link"))))


class ResetForm(ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, password1=_("New password"), password2=_("New password again"))
        self.fields["password1"].help_text = PASSWORD_HINT

    @property
    def helper(self) -> FormHelper:
        return FormHelper(self, actions=Actions(Submit(_("Set the password"))))


class ChangeForm(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(
            self,
            oldpassword=_("Current password"),
            password1=_("New password"),
            password2=_("New password again"),
        )
        self.fields["password1"].help_text = PASSWORD_HINT

    @property
    def helper(self) -> FormHelper:
        return FormHelper(self, actions=Actions(Submit(_("Change the password"))))


class SetForm(SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, password1=_("New password"), password2=_("New password again"))
        self.fields["password1"].help_text = PASSWORD_HINT

    @property
    def helper(self) -> FormHelper:
        return FormHelper(self, actions=Actions(Submit(_("Set the password"))))
