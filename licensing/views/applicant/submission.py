"""Declaring and sending an application, its receipt, and taking it back."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from exporters.queries import memberships
from licensing.enums import Action, State
from licensing.forms.applicant.declaration import DeclarationForm
from licensing.models import Clock, Submission
from licensing.operations import corrections, submission
from licensing.permissions import NotPermitted, check_signs_for, why_not
from licensing.presenters.applicant.documents import names_of
from licensing.presenters.applicant.drafts import names_of_people
from licensing.presenters.applicant.headings import heading_of
from licensing.presenters.applicant.receipt import receipt_of
from licensing.presenters.clocks import PresentedClock, clock_of
from licensing.presenters.findings import title_of
from licensing.queries import catalogue
from licensing.queries import corrections as correction_queries
from licensing.rules.findings import Finding
from licensing.views.applicant.access import ApplicationView
from licensing.workflow.application import TransitionNotAllowed, find_transition
from portal.accounts.reauthentication import RecentlyAuthenticatedMixin
from portal.calendars.queries import calendar_for
from portal.lib.legal_time import legal_day

_TO_BE_SENT = frozenset({State.DRAFT, State.RETURNED})


class SubmitView(RecentlyAuthenticatedMixin, ApplicationView):
    """The declaration, with which a draft or the answer to a correction is sent."""

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if self.application.state not in _TO_BE_SENT:
            return self.was_sent()
        reason = why_not(check_signs_for, self.person, self.application.organisation)
        if reason:
            return self.show_closed(reason)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        form = self.form()
        if not form.is_valid():
            return self.show(form)
        try:
            self.send(form.text_read)
        except (submission.AlreadySent, corrections.NoOpenCorrection):
            return self.was_sent()
        except NotPermitted as refusal:
            return self.show_closed(str(refusal))
        except submission.NotReadyToSubmit as refusal:
            self.say_what_blocks(form, refusal.findings)
        except corrections.NotAllAnswered as refusal:
            form.add_error(None, _say_unanswered(len(refusal.positions)))
        except corrections.NothingChanged:
            form.add_error(
                None,
                gettext(
                    "Nothing has changed since the authority asked. Change what it asks"
                    " for, then send the answer."
                ),
            )
        else:
            messages.success(
                request,
                gettext("%(reference)s is with the authority.")
                % {"reference": reference},
            )
            return redirect(self.url("application-receipt"))
        return self.show(form)

    def send(self, declaration: str) -> None:
        at = timezone.now()
        if self.application.state == State.DRAFT:
            submission.submit(
                application=self.application,
                declaration=declaration,
                by=self.person,
                at=at,
            )
            return
        asked = correction_queries.open_of(self.application)
        corrections.answer(
            application=self.application,
            answers={
                item.position: item.answer
                for item in (asked.items.all() if asked else ())
            },
            declaration=declaration,
            by=self.person,
            at=at,
        )

    def say_what_blocks(
        self, form: DeclarationForm, findings: tuple[Finding, ...]
    ) -> None:
        names = names_of(catalogue.requirements_of(self.application))
        for finding in findings:
            form.add_error(None, title_of(finding, documents=names))

    def form(self) -> DeclarationForm:
        is_draft = self.application.state == State.DRAFT
        return DeclarationForm(
            self.request.POST if self.request.method == "POST" else None,
            version=self.application.type_version,
            send=(
                gettext("Declare and submit")
                if is_draft
                else gettext("Declare and send the answer")
            ),
            back_url=self.url(
                "application-check" if is_draft else "application-correction"
            ),
        )

    def show(self, form: DeclarationForm) -> HttpResponse:
        return self.show_page(
            "declare",
            gettext("Declare and send"),
            form=form,
            about=heading_of(self.application),
            company=self.application.organisation.name,
            person=self.person.name,
        )

    def show_closed(self, reason: str) -> HttpResponse:
        people = list(memberships.signatories_of(self.application.organisation))
        return self.show_page(
            "declare_closed",
            gettext("Declare and send"),
            status=403 if self.request.method == "POST" else 200,
            reason=reason,
            signatories=names_of_people(people),
        )

    def was_sent(self) -> HttpResponse:
        messages.info(self.request, gettext("This application has been sent already."))
        return redirect(self.application)


def _say_unanswered(count: int) -> str:
    words = ngettext(
        "%(count)d thing the authority asked for has no answer yet.",
        "%(count)d things the authority asked for have no answer yet.",
        count,
    )
    return words % {"count": count}


class ReceiptView(ApplicationView):
    """The proof of the latest submission, to keep or to print."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        latest = (
            Submission.objects.filter(application=self.application)
            .select_related("submitted_by")
            .order_by("-number")
            .first()
        )
        if latest is None:
            raise Http404
        return self.show_page(
            "receipt",
            gettext("Receipt"),
            page=receipt_of(self.application, latest, clock=self.clock()),
        )

    def clock(self) -> PresentedClock | None:
        clock = (
            Clock.objects.filter(application=self.application)
            .prefetch_related("pauses")
            .first()
        )
        if clock is None:
            return None
        calendar = calendar_for(settings.JURISDICTION)
        return clock_of(clock, calendar, on=legal_day(timezone.now()))


class WithdrawView(ApplicationView):
    """Asks once more before an application is taken back for good."""

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        try:
            find_transition(
                action=Action.WITHDRAW, source=State(self.application.state)
            )
            return super().dispatch(request, *args, **kwargs)
        except TransitionNotAllowed:
            messages.warning(
                request, gettext("This application cannot be withdrawn any more.")
            )
            return redirect(self.application)

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        is_draft = self.application.state == State.DRAFT
        return self.show_page(
            "confirm",
            gettext("Give this draft up")
            if is_draft
            else gettext("Withdraw this application"),
            warning=gettext("This cannot be undone."),
            consequence=gettext(
                "The draft closes and cannot be changed or sent. Its cars are free for"
                " another application."
            )
            if is_draft
            else gettext(
                "The authority stops working on it and makes no decision. To apply"
                " again you start a new application."
            ),
            action=gettext("Give it up") if is_draft else gettext("Withdraw"),
            back=gettext("Keep it"),
            back_url=self.application.get_absolute_url(),
        )

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        submission.withdraw(
            application=self.application, by=self.person, at=timezone.now()
        )
        messages.success(
            request,
            gettext("%(reference)s is withdrawn.") % {"reference": reference},
        )
        return redirect(self.application)
