from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several. What is in them is judged when they are kept."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        single = super().clean
        files = data if isinstance(data, list) else [data]
        return [single(file, initial) for file in files] or [single(None, initial)]


class FilesForm(forms.Form):
    """Files for one requirement, which the hidden code names."""

    chosen = FilesField(
        label=_("Choose files"),
        allow_empty_file=True,
        widget=FilesInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
        error_messages={"required": _("Choose a file first.")},
    )
