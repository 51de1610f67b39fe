"""The second level's acts: decide, send back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from licensing.enums import Outcome
from licensing.forms.officer.outcomes import DecisionForm, SendBackForm
from licensing.operations import decisions
from licensing.operations.reviews import BlockersOpen
from licensing.presenters.officer.panel import why_no_grant
from licensing.presenters.officer.refusals import REFUSALS
from licensing.views.officer.room import RoomView
from portal.accounts.reauthentication import RecentlyAuthenticatedMixin


class DecideView(RecentlyAuthenticatedMixin, RoomView):
    """Asks again who it is: a decision cannot be taken back."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return redirect("case", reference)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        form = DecisionForm(request.POST, application=self.case, reasons=self.reasons())
        if not form.is_valid():
            return self.show(form)
        try:
            decision = decisions.decide(
                application=self.case,
                by=self.person,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except BlockersOpen as refusal:
            form.add_error("outcome", why_no_grant(len(refusal.findings)))
            return self.show(form)
        except REFUSALS as refusal:
            return self.refuse(refusal, typed=form.data, kept=form.texts)
        if decision.outcome == Outcome.GRANT:
            sentence = _("%(case)s is granted and its licence is issued.")
        else:
            sentence = _("%(case)s is refused and its exporter is told.")
        messages.success(request, sentence % {"case": reference})
        return redirect("case", reference)


class SendBackView(RoomView):
    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return redirect("case", reference)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        form = SendBackForm(request.POST, application=self.case)
        if not form.is_valid():
            return self.show(form)
        try:
            decisions.send_back(
                application=self.case,
                by=self.person,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except REFUSALS as refusal:
            return self.refuse(refusal, typed=form.data, kept=form.texts)
        messages.success(
            request, _("%(case)s is back in first review.") % {"case": reference}
        )
        return redirect("case-list")
