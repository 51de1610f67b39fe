from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms.words import reword
from portal.ui.crispy import Actions, FormHelper, Submit

_NAME_LENGTH = 60
_CODE_HINT = _("Six digits from your authenticator app, or one of your recovery codes.")


# What fido2 and allauth raise while they take a credential apart.
_MALFORMED = (AttributeError, KeyError, TypeError, ValueError)


class CredentialField(forms.JSONField):
    """What the browser's passkey says. It is for one use, so it is not shown again."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except RecursionError as failure:
            raise get_adapter().validation_error("incorrect_key") from failure

    def bound_data(self, data: Any, initial: Any) -> Any:
        return ""

    def prepare_value(self, value: Any) -> Any:
        return ""


class CodeForm(AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, code=_("Code"))
        self.fields["code"].help_text = _CODE_HINT

    @property
    def helper(self) -> FormHelper:
        return FormHelper(self, actions=Actions(Submit(_("Sign in"))))


class ConfirmCodeForm(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, code=_("Code"))
        self.fields["code"].help_text = _CODE_HINT

    @property
    def helper(self) -> FormHelper:
        return FormHelper(self, actions=Actions(Submit(_("Go on"))))


class ActivateAppForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, code=_("Code"))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    @property
    def helper(self) -> FormHelper:
        return FormHelper(self, actions=Actions(Submit(_("Add the app"))))


class AddKeyForm(AddWebAuthnForm):
    """allauth's, which would answer a malformed credential with a crash."""

    credential = CredentialField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, name=_("Name"), passwordless=_("Sign in with this passkey alone"))
        self.fields["name"].validators.append(MaxLengthValidator(_NAME_LENGTH))
        self.fields["passwordless"].help_text = _(
            "The passkey then replaces the password; it asks for your finger, face or "
            "PIN."
        )

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
        except _MALFORMED as failure:
            raise get_adapter().validation_error("incorrect_key") from failure
        return cleaned


class _KeyMixin:
    """Answers a malformed or foreign credential with a sentence."""

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc]  # a form's
        except _MALFORMED as failure:
            raise get_adapter().validation_error("incorrect_key") from failure


class KeyForm(_KeyMixin, AuthenticateWebAuthnForm):
    credential = CredentialField()


class ConfirmKeyForm(_KeyMixin, ReauthenticateWebAuthnForm):
    credential = CredentialField()


class KeySignInForm(_KeyMixin, LoginWebAuthnForm):
    credential = CredentialField()


class RenameKeyForm(EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, name=_("Name"))
        self.fields["name"].validators.append(MaxLengthValidator(_NAME_LENGTH))

    @property
    def helper(self) -> FormHelper:
        return FormHelper(self, actions=Actions(Submit(_("Rename"))))


class RemoveKeyForm(forms.Form):
    def __init__(self, *args: Any, authenticator: Authenticator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authenticator = authenticator

    def clean(self) -> dict[str, Any]:
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.authenticator):
            raise adapter.validation_error("cannot_delete_authenticator")
        return self.cleaned_data
