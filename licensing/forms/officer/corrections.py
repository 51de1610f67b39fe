"""Everything the exporter is to mend, in one request (R-W5)."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from licensing.enums import Section
from licensing.models import DocumentRequirement
from licensing.operations.corrections import Request

ROWS = 3
MOST_ROWS = 30
_DOCUMENT = "document:"


class ItemForm(forms.Form):
    about = forms.ChoiceField(
        error_messages={"required": _("Choose what this is about.")}
    )
    text = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what is to be mended.")},
    )
    use_required_attribute = False


class _Items(forms.BaseFormSet):
    """Rows that may stay empty, but not all of them."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        requirements: Sequence[DocumentRequirement],
        rows: Sequence[Mapping[str, str]] = (),
    ) -> None:
        self.requirements = {row.code: row for row in requirements}
        self.rows = rows
        self.extra = max(ROWS, len(rows))
        super().__init__(data, prefix="items")

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        number = {"number": (index or 0) + 1}
        form.fields["about"].label = _("%(number)d. Subject") % number
        form.fields["text"].label = _("%(number)d. What to mend") % number
        about = cast("forms.ChoiceField", form.fields["about"])
        about.choices = [("", _("Choose one")), *self._subjects()]
        if not self.is_bound and index is not None and index < len(self.rows):
            form.initial = dict(self.rows[index])

    def _subjects(self) -> list[tuple[str, str | Promise]]:
        sections = [(s.value, s.label) for s in Section if s is not Section.DOCUMENTS]
        documents = [
            (f"{_DOCUMENT}{code}", row.name) for code, row in self.requirements.items()
        ]
        return [*sections, *documents]

    def clean(self) -> None:
        if not any(form.has_changed() for form in self.forms):
            raise ValidationError(_("Ask for at least one thing."), code="required")

    @property
    def typed(self) -> list[dict[str, str]]:
        """Return the rows as they were typed, right or wrong."""
        return [
            {name: form[name].value() or "" for name in ("about", "text")}
            for form in self.forms
        ]

    @property
    def requests(self) -> list[Request]:
        return [
            self._request(form.cleaned_data["about"], form.cleaned_data["text"])
            for form in self.forms
            if form.has_changed()
        ]

    def _request(self, about: str, text: str) -> Request:
        if not about.startswith(_DOCUMENT):
            return Request(Section(about), text)
        requirement = self.requirements[about.removeprefix(_DOCUMENT)]
        return Request(Section.DOCUMENTS, text, requirement)


ItemFormSet = forms.formset_factory(
    ItemForm,
    formset=_Items,
    max_num=MOST_ROWS,
    absolute_max=MOST_ROWS,
    validate_max=True,
)
