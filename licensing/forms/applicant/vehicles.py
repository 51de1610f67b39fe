import hashlib
from collections.abc import Sequence
from typing import Any, BinaryIO, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.lib import tables, uploads
from portal.ui.crispy import Actions, FormHelper, Submit


class ListForm(forms.Form):
    """A list of cars as a file, or as rows pasted from a spreadsheet."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("File with VINs"),
        help_text=_(
            "XLSX or CSV with a column headed VIN and, when there are several models, a"
            " column headed Model."
        ),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    pasted = forms.CharField(
        label=_("Or paste rows here"),
        help_text=_("One car a row: the VIN, then the model if there are several."),
        strip=False,
        widget=forms.Textarea(
            attrs={
                "rows": 5,
                "class": "lc-mono",
                "spellcheck": "false",
                "autocapitalize": "characters",
            }
        ),
    )

    file_name = ""
    sha256 = ""
    rows: Sequence[tuple[int, str, str]] = ()

    def full_clean(self) -> None:
        """Ask for one of the two; neither is marked as optional."""
        for field in self.fields.values():
            field.required = False
        super().full_clean()
        for field in self.fields.values():
            field.required = True

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None:
            return None
        stream = cast("BinaryIO", file)
        try:
            inspected = uploads.inspect(
                file.name or "",
                stream,
                allowed=uploads.LIST_KINDS,
                max_bytes=settings.DOCUMENT_MAX_BYTES,
                max_pixels=settings.IMAGE_MAX_PIXELS,
                max_unpacked=settings.UNPACKED_MAX_BYTES,
            )
            self.rows = tables.read_vehicle_rows(
                stream, inspected.kind, max_rows=settings.VEHICLES_PER_APPLICATION
            )
        except (uploads.UploadRefused, tables.TableUnreadable) as refusal:
            raise ValidationError(str(refusal)) from refusal
        self.file_name, self.sha256 = inspected.display_name, inspected.sha256
        return file

    def clean_pasted(self) -> str:
        text: str = self.cleaned_data["pasted"]
        if self.rows or not text.strip():
            return text
        try:
            self.rows = tables.read_pasted_rows(
                text, max_rows=settings.VEHICLES_PER_APPLICATION
            )
        except tables.TableUnreadable as refusal:
            raise ValidationError(str(refusal)) from refusal
        self.file_name = gettext("Pasted rows")
        self.sha256 = hashlib.sha256(text.encode()).hexdigest()
        return text

    def clean(self) -> dict[str, Any]:
        if not self.rows and not self.errors:
            self.add_error("file", gettext("Choose a file, or paste rows."))
        return self.cleaned_data

    @property
    def helper(self) -> FormHelper:
        return FormHelper(self, actions=Actions(Submit(_("Check the list"))))
