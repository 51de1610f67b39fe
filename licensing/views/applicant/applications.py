"""The exporter's applications: the list, a new one, and one as it stands."""

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe

from exporters.models import Organisation
from exporters.queries import memberships
from licensing.enums import State
from licensing.forms.applicant.starting import StartForm
from licensing.models import Clock, Decision, Licence
from licensing.operations import drafts
from licensing.presenters.applicant import drafts as draft_presenter
from licensing.presenters.applicant import standing
from licensing.presenters.applicant.estimate import estimate
from licensing.presenters.applicant.listing import rows_of
from licensing.presenters.applicant.starting import needs_of
from licensing.presenters.applicant.tasks import task_list
from licensing.presenters.clocks import clock_of
from licensing.queries import applications, catalogue, corrections, vehicle_lists
from licensing.queries.facts import facts_for
from licensing.queries.histories import events_of
from licensing.rules.judgement import judge
from licensing.views.applicant.access import ApplicationView
from portal.accounts.current import person_of
from portal.accounts.models import User
from portal.calendars.queries import calendar_for
from portal.lib.legal_time import legal_day
from portal.lib.paging import CappedPaginator

PAGE_SIZE = 25
_MOST_EVENTS = 100


@require_safe
def application_list(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    found = applications.of_companies_of(person).order_by("-pk")
    page = CappedPaginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    answer_days = corrections.answer_days(page)
    return render(
        request,
        "licensing/applicant/application_list.html",
        {
            "rows": rows_of(
                page, answer_days=answer_days, on=legal_day(timezone.now())
            ),
            "page": page,
            "may_start": page.paginator.count > 0 or _companies_of(person).exists(),
        },
    )


def _companies_of(person: User) -> QuerySet[Organisation]:
    return applications.companies_of(person).order_by("name_en", "pk")


class StartView(View):
    """Which company, which licence; from then on the draft is a row."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request, self.form(request))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request)
        if not form.is_valid():
            return self.show(request, form)
        application = drafts.start(
            organisation=form.company_chosen,
            type_version=form.type_chosen,
            by=person_of(request),
            at=timezone.now(),
        )
        messages.success(
            request,
            _("%(reference)s is saved. You can leave and come back at any time.")
            % {"reference": application.reference},
        )
        return redirect(application)

    def form(self, request: HttpRequest) -> StartForm:
        companies = list(_companies_of(person_of(request)))
        if not companies:
            raise Http404
        types = catalogue.open_types(legal_day(timezone.now()))
        return StartForm(
            request.POST if request.method == "POST" else None,
            companies=companies,
            types=list(types.prefetch_related("requirements")),
            back_url=reverse("application-list"),
        )

    def show(self, request: HttpRequest, form: StartForm) -> HttpResponse:
        return render(
            request,
            "licensing/applicant/start.html",
            {"form": form, "needs": needs_of(form.types.values())},
        )


class OverviewView(ApplicationView):
    """The task list of a draft; the state of what was sent."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        if self.application.state == State.DRAFT:
            return self.show_draft()
        return self.show_standing()

    def show_draft(self) -> HttpResponse:
        application, on = self.application, legal_day(timezone.now())
        facts = facts_for(application, on=on)
        tasks = task_list(
            application,
            facts,
            judge(facts).blockers,
            rows_to_fix=vehicle_lists.rows_to_fix(application),
        )
        page = draft_presenter.page_of(
            application,
            tasks,
            estimate(
                application.type_version, calendar_for(settings.JURISDICTION), on=on
            ),
            reader=self.person,
            signatories=list(memberships.signatories_of(application.organisation)),
        )
        return render(self.request, "licensing/applicant/draft.html", {"page": page})

    def show_standing(self) -> HttpResponse:
        application, on = self.application, legal_day(timezone.now())
        clock = (
            Clock.objects.filter(application=application)
            .prefetch_related("pauses")
            .first()
        )
        decision = Decision.objects.filter(application=application)
        licence = Licence.objects.filter(application=application).first()
        page = standing.page_of(
            application,
            clock=(
                clock_of(clock, calendar_for(settings.JURISDICTION), on=on)
                if clock
                else None
            ),
            correction=corrections.open_of(application)
            if application.state == State.RETURNED
            else None,
            decision=decision.select_related("reason").first(),
            licence=licence,
            events=events_of(application, licence)[:_MOST_EVENTS],
            reader=self.person,
        )
        return render(self.request, "licensing/applicant/standing.html", {"page": page})
