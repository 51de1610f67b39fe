"""The list of cars of an application: how far it is, adding to it, taking off it."""

from collections.abc import Sequence

from django.contrib import messages
from django.db.models import Exists, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from licensing.enums import Section
from licensing.forms.applicant.vehicles import ListForm
from licensing.models import Vehicle
from licensing.operations import vehicles
from licensing.presenters.applicant.advice import advice_for
from licensing.presenters.applicant.vehicles import last_list_of, progress_of
from licensing.queries import vehicle_lists
from licensing.queries.facts import facts_for, on_live_licence
from licensing.rules.judgement import judge
from licensing.rules.vin import normalise
from licensing.views.applicant.access import SectionView
from licensing.views.limits import TOO_MANY_UPLOADS, ask_to_wait, seconds_before_upload
from portal.lib import csv_export
from portal.lib.legal_time import legal_day
from portal.lib.paging import CappedPaginator
from portal.ui.problems import Problem
from portal.ui.writing import write_number

PAGE_SIZE = 50
# More rows than this are mended in the file, not on the page.
MOST_FIXED_HERE = 200
# Longer numbers than the database gives out; Python reads no endless ones.
_LONGEST_KEY = 19


class VehiclesView(SectionView):
    section = Section.VEHICLES

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self.show(ListForm(initial={"pasted": self.rows_to_fix()}))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        if seconds := seconds_before_upload(request):
            typed = ListForm(initial={"pasted": request.POST.get("pasted", "")})
            page = self.show(typed, [Problem(str(TOO_MANY_UPLOADS))], status=429)
            return ask_to_wait(page, seconds)
        form = ListForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form)
        try:
            upload = vehicles.read_list(
                application=self.application,
                rows=form.rows,
                file_name=form.file_name,
                sha256=form.sha256,
                by=self.person,
                at=timezone.now(),
            )
        except vehicles.NoLinesYet:
            form.add_error(None, gettext("Add the goods first, then their cars."))
            return self.show(form)
        preview = self.url("application-vehicle-import", upload.pk)
        return redirect(self.keep_way(preview))

    def rows_to_fix(self) -> str:
        """Return the rows kept back from a list, to be mended by hand."""
        wanted = self.request.GET.get("fix", "")
        if not wanted.isdecimal() or len(wanted) > _LONGEST_KEY:
            return ""
        upload = vehicle_lists.of(self.application).filter(pk=wanted).first()
        if upload is None:
            return ""
        rows = vehicle_lists.rows_of(
            upload, vehicle_lists.Rows.PROBLEMS, start=0, count=MOST_FIXED_HERE
        )
        return "\n".join(f"{row['typed']}\t{row['model']}".rstrip() for row in rows)

    def show(
        self, form: ListForm, problems: Sequence[Problem] = (), *, status: int = 200
    ) -> HttpResponse:
        application = self.application
        facts = facts_for(application, on=legal_day(timezone.now()))
        page = CappedPaginator(self.found(), PAGE_SIZE).get_page(
            self.request.GET.get("page")
        )
        return self.show_page(
            "vehicles",
            self.section.label,
            status=status,
            problems=problems,
            has_problems=bool(problems),
            form=form,
            lines=progress_of(facts.lines),
            listed=application.vehicle_count,
            quantity=application.quantity,
            last=last_list_of(
                vehicle_lists.latest_of(application),
                reference=application.reference,
                is_complete=application.vehicle_count >= application.quantity,
            ),
            page=page,
            cars=[(car.vin, f"{car.line.brand} {car.line.model}") for car in page],
            wanted=self.request.GET.get("vin", ""),
            is_filtered=self.is_filtered,
            on_licence=facts.vehicles.on_live_licence,
            advice=advice_for(application, judge(facts), sections={Section.VEHICLES}),
            way=self.keep_way(""),
            back_url=self.back_url,
        )

    @property
    def is_filtered(self) -> bool:
        return not {"vin", "show"}.isdisjoint(self.request.GET)

    def found(self) -> QuerySet[Vehicle]:
        """Return the cars to show: all, one by its VIN, or those that are licensed."""
        cars = (
            Vehicle.objects.filter(application=self.application)
            .select_related("line")
            .order_by("vin")
        )
        if wanted := normalise(self.request.GET.get("vin", ""))[:17]:
            cars = cars.filter(vin__startswith=wanted)
        if self.request.GET.get("show") == "licensed":
            cars = cars.filter(Exists(on_live_licence(legal_day(timezone.now()))))
        return cars


class VehicleRemoveView(SectionView):
    """Takes the chosen cars off the list."""

    section = Section.VEHICLES
    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        # No VIN has a sign that cannot be printed, and the database keeps no NUL.
        chosen = [vin for vin in request.POST.getlist("vin") if vin.isprintable()]
        if not chosen:
            messages.warning(request, gettext("Choose the cars to take off the list."))
        else:
            before = self.application.vehicle_count
            application = vehicles.remove(
                application=self.application,
                vins=chosen,
                by=self.person,
                at=timezone.now(),
            )
            gone = before - application.vehicle_count
            words = ngettext(
                "%(count)s car is off the list.",
                "%(count)s cars are off the list.",
                gone,
            )
            messages.success(request, words % {"count": write_number(gone)})
        return redirect(self.keep_way(self.url("application-vehicles")))


class VehicleClearView(SectionView):
    """Asks once more before the whole list is emptied."""

    section = Section.VEHICLES

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        listed = self.application.vehicle_count
        words = ngettext(
            "%(count)s car is taken off the list.",
            "%(count)s cars are taken off the list.",
            listed,
        )
        return self.show_page(
            "confirm",
            gettext("Clear the list of vehicles"),
            warning=words % {"count": write_number(listed)},
            consequence=gettext("You can add them again from a file."),
            action=gettext("Clear the list"),
            back=gettext("Keep it"),
            back_url=self.keep_way(self.url("application-vehicles")),
        )

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        vehicles.clear(application=self.application, by=self.person, at=timezone.now())
        messages.success(request, gettext("The list is empty."))
        return redirect(self.keep_way(self.url("application-vehicles")))


class VehicleTemplateView(SectionView):
    """A file with the headings of a list, to be filled in."""

    section = Section.VEHICLES

    def get(self, request: HttpRequest, reference: str) -> HttpResponseBase:
        # The headings are read in both languages (portal.lib.vehicle_columns).
        return StreamingHttpResponse(
            csv_export.write([gettext("VIN"), gettext("Model")], []),
            content_type="text/csv; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{reference}-VIN.csv"'
            },
        )
