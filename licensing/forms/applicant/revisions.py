from django import forms
from django.http import QueryDict


class RevisedForm(forms.Form):
    """Sends back the revision of the application that the page showed."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def see_revision(self, revision: int) -> None:
        """Take note of what was saved meanwhile: saving again replaces it."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["revision"] = str(revision)
        self.data = data
