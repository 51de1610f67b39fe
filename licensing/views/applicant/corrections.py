"""What the authority asks for, where to mend it, and what the exporter answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext

from licensing.enums import State
from licensing.forms.applicant.corrections import AnswersForm
from licensing.models import Correction
from licensing.operations import answers
from licensing.operations.corrections import NoOpenCorrection
from licensing.permissions import check_signs_for, why_not
from licensing.presenters.applicant.corrections import item_of
from licensing.queries import corrections
from licensing.views.applicant.access import ApplicationView


class CorrectionView(ApplicationView):
    """Each thing asked for, with its answer. Answers are kept; declaring sends them."""

    def dispatch(
        self, request: HttpRequest, *args: object, **kwargs: object
    ) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except NoOpenCorrection:
            messages.info(request, gettext("Nothing is asked of you at the moment."))
            return redirect(self.application)

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        asked = self.asked()
        return self.show(asked, AnswersForm(items=asked.items.all()))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        asked = self.asked()
        form = AnswersForm(request.POST, items=asked.items.all())
        if not form.is_valid():
            return self.show(asked, form)
        answers.keep(
            application=self.application,
            answers=form.answers,
            by=self.person,
            at=timezone.now(),
        )
        if "declare" in request.POST:
            return redirect(self.url("application-submit"))
        messages.success(request, gettext("Your answers are saved. They are not sent."))
        return redirect(self.url("application-correction"))

    def asked(self) -> Correction:
        asked = corrections.open_of(self.application)
        if asked is None or self.application.state != State.RETURNED:
            raise NoOpenCorrection
        return asked

    def show(self, asked: Correction, form: AnswersForm) -> HttpResponse:
        reference = self.application.reference
        return self.show_page(
            "correction",
            gettext("What the authority asks for"),
            form=form,
            items=[
                (item_of(item, reference=reference), form.field_of(item))
                for item in asked.items.all()
            ],
            answer_by=asked.due_on,
            why_not_send=why_not(
                check_signs_for, self.person, self.application.organisation
            ),
        )
