"""What an officer says about a case: recommended, decided, or sent back."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from licensing.enums import Outcome
from licensing.models import Application, ReasonCode
from portal.ui.crispy import Actions, FormHelper, Submit

_LONGEST = 4000
_OF_REFUSAL = ("reason", "explanation")


class _OutcomeSelect(forms.RadioSelect):
    """Choices of which one may be closed; the hint above them says why."""

    closed: str = ""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> Any:
        option = super().create_option(name, value, *args, **kwargs)
        if value == self.closed:
            option["attrs"]["disabled"] = True
        return option


class _OfficerForm(forms.Form):
    """A form of the case room that is sent to an address of its own.

    `typed` stands in it again, after a conflict, as the first thing to be changed.
    """

    url_name: str
    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        application: Application,
        initial: Mapping[str, Any] | None = None,
        typed: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={**(initial or {})})
        self.action = reverse(self.url_name, args=[application.reference])
        for field in self.visible_fields():
            if field.name in (typed or {}):
                self.initial[field.name] = (typed or {})[field.name]

    @property
    def texts(self) -> list[str]:
        """Return what was typed, to be kept when the form itself is gone."""
        return [
            self.cleaned_data[field.name]
            for field in self.visible_fields()
            if isinstance(field.field.widget, forms.Textarea)
        ]

    def lay_out(self, submit: Submit) -> FormHelper:
        helper = FormHelper(self, actions=Actions(submit))
        helper.form_action = self.action
        return helper


class OutcomeForm(_OfficerForm):
    """To grant or to refuse; a refusal with its ground and what the exporter reads."""

    outcome = forms.TypedChoiceField(
        label=_("Outcome"),
        choices=Outcome.choices,
        coerce=Outcome,
        widget=_OutcomeSelect,
        error_messages={"required": _("Choose an outcome.")},
    )
    reason = forms.ChoiceField(
        label=_("Ground, if you refuse"),
        error_messages={"required": _("Choose the ground of the refusal.")},
    )
    explanation = forms.CharField(
        label=_("Explanation to the exporter, if you refuse"),
        help_text=_("Say what is wrong. The exporter reads it as it stands here."),
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Explain the refusal to the exporter.")},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        reasons: Sequence[ReasonCode],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.reasons = {reason.code: reason for reason in reasons}
        names = {code: f"{code} {row.name}" for code, row in self.reasons.items()}
        reason = cast("forms.ChoiceField", self.fields["reason"])
        reason.choices = [("", _("Choose one")), *names.items()]

    def close_grant(self, why: str) -> None:
        """Leave only the refusal to choose, and say why."""
        outcome = self["outcome"]
        outcome.help_text = why
        if self.initial.get("outcome") == Outcome.GRANT:
            self.initial["outcome"] = ""
        cast("_OutcomeSelect", outcome.field.widget).closed = Outcome.GRANT

    def clean_reason(self) -> ReasonCode | None:
        return self.reasons.get(self.cleaned_data["reason"])

    def full_clean(self) -> None:
        """Ask for ground and explanation when it is a refusal, and only then."""
        is_refusal = self.data.get("outcome") == Outcome.REFUSE
        for name in _OF_REFUSAL:
            self.fields[name].required = is_refusal
        super().full_clean()
        for name in _OF_REFUSAL:
            self.fields[name].required = True


class RecommendationForm(OutcomeForm):
    """The first level's word, about the contents of the revision it saw."""

    url_name = "case-recommend"

    note = forms.CharField(
        label=_("Note to second review"),
        help_text=_("The exporter does not see this."),
        max_length=_LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def helper(self) -> FormHelper:
        return self.lay_out(Submit(_("Send to second review")))


class DecisionForm(OutcomeForm):
    """The second level's word, about the recommendation it read."""

    url_name = "case-decide"

    recommendation_number = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def helper(self) -> FormHelper:
        return self.lay_out(Submit(_("Decide")))


class SendBackForm(_OfficerForm):
    url_name = "case-send-back"

    note = forms.CharField(
        label=_("What the first level should look at"),
        help_text=_("The exporter does not see this."),
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what the first level should look at.")},
    )

    @property
    def helper(self) -> FormHelper:
        return self.lay_out(Submit(_("Send back to first review"), kind=""))
