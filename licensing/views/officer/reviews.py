"""The first level's acts: claim, release, recommend."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from licensing.forms.officer.outcomes import RecommendationForm
from licensing.operations import reviews
from licensing.presenters.officer.panel import why_no_grant
from licensing.presenters.officer.refusals import REFUSALS, sentence_of
from licensing.views.officer.access import CaseView
from licensing.views.officer.room import RoomView


class ClaimView(CaseView):
    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        try:
            reviews.claim(application=self.case, by=self.person, at=timezone.now())
        except REFUSALS as refusal:
            messages.error(request, sentence_of(refusal, reader=self.person))
        else:
            messages.success(request, _("The case is yours."))
        return redirect("case", reference)


class ReleaseView(CaseView):
    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        try:
            reviews.release(application=self.case, by=self.person, at=timezone.now())
        except REFUSALS as refusal:
            messages.error(request, sentence_of(refusal, reader=self.person))
            return redirect("case", reference)
        messages.success(
            request, _("%(case)s is back in the queue.") % {"case": reference}
        )
        return redirect("case-list")


class RecommendView(RoomView):
    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return redirect("case", reference)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        form = RecommendationForm(
            request.POST, application=self.case, reasons=self.reasons()
        )
        if not form.is_valid():
            return self.show(form)
        try:
            reviews.recommend(
                application=self.case,
                by=self.person,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except reviews.BlockersOpen as refusal:
            form.add_error("outcome", why_no_grant(len(refusal.findings)))
            return self.show(form)
        except REFUSALS as refusal:
            return self.refuse(refusal, typed=form.data, kept=form.texts)
        messages.success(
            request, _("%(case)s is in second review.") % {"case": reference}
        )
        return redirect("case-list")
