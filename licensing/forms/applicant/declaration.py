from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from licensing.models import LicenceTypeVersion
from licensing.presenters.words import reader_language
from portal.ui.crispy import Actions, FormHelper, Link, Submit


class DeclarationForm(forms.Form):
    """The declaration in the language in which it was read."""

    agreed = forms.BooleanField(
        label=_("I have read the declaration and make it for the exporter."),
        error_messages={
            "required": _("Confirm the declaration, or go back and change the answers.")
        },
    )
    language = forms.ChoiceField(
        choices=settings.LANGUAGES, widget=forms.HiddenInput, required=False
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        version: LicenceTypeVersion,
        send: str,
        back_url: str,
    ) -> None:
        super().__init__(data, initial={"language": reader_language()})
        self.version = version
        self.send = send
        self.back_url = back_url

    @property
    def text(self) -> str:
        """The declaration as it stands on the page."""
        return declaration_of(self.version)

    @property
    def text_read(self) -> str:
        """The declaration as it stood on the page that was sent."""
        with translation.override(self.cleaned_data["language"] or reader_language()):
            return declaration_of(self.version)

    @property
    def helper(self) -> FormHelper:
        return FormHelper(
            self,
            Layout("language", "agreed"),
            actions=Actions(
                Submit(self.send),
                Link(_("Back to the answers"), self.back_url, kind="quiet"),
            ),
        )


def declaration_of(version: LicenceTypeVersion) -> str:
    """Return the declaration in the reader's language."""
    is_chinese = reader_language() == "zh-hans"
    return version.declaration_zh if is_chinese else version.declaration_en
