"""Forms of the admin that carry out an operation instead of saving a row."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms.profile import time_zones
from portal.accounts.models import Invitation, User
from portal.accounts.operations import invitations, people, profile
from portal.accounts.refusals import Refused


class OperationForm(forms.ModelForm):
    """Carries out its operation as the last step of judging what was typed.

    So a refusal stands in the form, and nothing but the operation writes. The admin
    sets `by` and `at`, and keeps the whole request in one transaction.
    """

    by: User
    at: datetime
    done: Model

    def perform(self, cleaned: dict[str, Any]) -> Model:
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        if not self.errors:
            try:
                with transaction.atomic():
                    self.done = self.perform(cleaned)
            except Refused as refusal:
                raise ValidationError(str(refusal)) from refusal
        return cleaned

    def _post_clean(self) -> None:
        """Leave the model alone: the operation has judged."""


class PersonForm(OperationForm):
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed when the role changes. It is kept in the audit trail."),
        required=False,
        max_length=500,
    )

    class Meta:
        model = User
        fields = ["name", "role", "language", "time_zone"]

    def perform(self, cleaned: dict[str, Any]) -> User:
        people.change_role(
            user=self.instance,
            role=cleaned["role"],
            by=self.by,
            at=self.at,
            reason=cleaned["reason"],
        )
        return profile.update(
            user=self.instance,
            by=self.by,
            at=self.at,
            name=cleaned["name"],
            language=cleaned["language"],
            time_zone=cleaned["time_zone"],
        )


class InvitationForm(OperationForm):
    class Meta:
        model = Invitation
        fields = ["email", "name", "role", "language"]

    def perform(self, cleaned: dict[str, Any]) -> Invitation:
        return invitations.invite(by=self.by, at=self.at, **cleaned)


class ReasonForm(ActionForm):
    """The bar of actions, with the reason that the trail keeps."""

    reason = forms.CharField(label=_("Reason:"), required=False, max_length=500)
