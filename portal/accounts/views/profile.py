from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views import View

from portal.accounts import second_factor
from portal.accounts.current import person_of
from portal.accounts.forms.profile import ProfileForm
from portal.accounts.operations import profile
from portal.accounts.refusals import Refused


class ProfileView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        person = person_of(request)
        form = ProfileForm(
            initial={
                "name": person.name,
                "language": person.language,
                "time_zone": person.time_zone,
            }
        )
        return self._show(form)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ProfileForm(request.POST)
        if not form.is_valid():
            return self._show(form)
        person = person_of(request)
        try:
            person = profile.update(
                user=person, by=person, at=timezone.now(), **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._show(form)
        with translation.override(person.language):
            messages.success(request, _("Saved."))
        return redirect("account-profile")

    def _show(self, form: ProfileForm) -> HttpResponse:
        person = person_of(self.request)
        context: dict[str, Any] = {
            "form": form,
            "devices": second_factor.devices_of(person),
            "needs_second_factor": second_factor.is_needed_by(person),
        }
        return render(self.request, "accounts/profile.html", context)
