"""A list of cars that was read: shown with its problems before anything is saved."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, ngettext

from licensing.enums import Section
from licensing.models import VehicleImport
from licensing.operations import vehicles
from licensing.presenters.applicant.vehicle_rows import bad_row_of, good_row_of
from licensing.presenters.applicant.vehicles import agree_label, tabs_of
from licensing.queries import vehicle_lists
from licensing.queries.vehicle_lists import Counts, Rows
from licensing.views.applicant.access import SectionView
from licensing.views.limits import limited_export
from portal.lib import csv_export
from portal.ui.problems import Problem
from portal.ui.writing import write_number

PAGE_SIZE = 25
_MOST_SUMMED_UP = 3


class _ListView(SectionView):
    section = Section.VEHICLES
    upload: VehicleImport

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.upload = get_object_or_404(
            vehicle_lists.of(self.application).select_related("application"),
            pk=kwargs["pk"],
        )


class VehicleImportView(_ListView):
    """Problems, warnings and ready rows, a page at a time; agreeing saves the ready."""

    def get(self, request: HttpRequest, reference: str, pk: int) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest, reference: str, pk: int) -> HttpResponse:
        before = self.application.vehicle_count
        try:
            application = vehicles.agree(
                upload=self.upload, by=self.person, at=timezone.now()
            )
        except vehicles.NothingToAgree:
            messages.info(request, gettext("This list was added already."))
        except vehicles.TooManyVehicles:
            most = write_number(settings.VEHICLES_PER_APPLICATION)
            sentence = gettext(
                "An application has at most %(count)s cars. With this list it would"
                " have more, so nothing was added."
            )
            return self.show([Problem(sentence % {"count": most})])
        else:
            added = application.vehicle_count - before
            words = ngettext(
                "%(count)s car is added.", "%(count)s cars are added.", added
            )
            messages.success(request, words % {"count": write_number(added)})
        return redirect(self.keep_way(self.url("application-vehicles")))

    def show(self, refused: list[Problem] | None = None) -> HttpResponse:
        counts = vehicle_lists.counts_of(self.upload)
        chosen = self.chosen(counts)
        page = Paginator(range(counts.of(chosen)), PAGE_SIZE).get_page(
            self.request.GET.get("page")
        )
        rows = vehicle_lists.rows_of(
            self.upload, chosen, start=max(page.start_index() - 1, 0), count=PAGE_SIZE
        )
        return self.show_page(
            "vehicle_import",
            gettext("Check the list before it is added"),
            file_name=self.upload.file_name,
            sha256=self.upload.sha256,
            is_agreed=self.upload.agreed_at is not None,
            problems=refused or self.problems(counts),
            problem_heading=self.problem_heading(counts) if not refused else "",
            has_problems=bool(refused),
            counts=counts,
            tabs=tabs_of(counts, chosen),
            chosen=chosen,
            bad=[bad_row_of(row) for row in rows] if chosen is Rows.PROBLEMS else [],
            good=self.good(rows) if chosen is not Rows.PROBLEMS else [],
            page=page,
            agree_label=agree_label(counts),
            csv_url=self.url("application-vehicle-problems", self.upload.pk),
            list_url=self.keep_way(self.url("application-vehicles")),
        )

    def chosen(self, counts: Counts) -> Rows:
        """Return the rows asked for, or else the first kind that there is."""
        wanted = self.request.GET.get("show")
        present = [rows for rows in Rows if counts.of(rows)]
        return next((rows for rows in present if rows == wanted), present[0])

    def problems(self, counts: Counts) -> list[Problem]:
        """Return the first problems, and how many more there are."""
        first = vehicle_lists.rows_of(
            self.upload, Rows.PROBLEMS, start=0, count=_MOST_SUMMED_UP
        )
        listed = [
            Problem(row.summary, f"row-{row.number}") for row in map(bad_row_of, first)
        ]
        if more := counts.problems - len(listed):
            words = ngettext("and %(count)s more", "and %(count)s more", more)
            listed.append(Problem(words % {"count": write_number(more)}, "rows"))
        return listed

    def problem_heading(self, counts: Counts) -> str:
        words = ngettext(
            "There is a problem with %(count)s row",
            "There is a problem with %(count)s rows",
            counts.problems,
        )
        return words % {"count": write_number(counts.problems)}

    def good(self, rows: list[dict[str, Any]]) -> list[Any]:
        goods = {
            position: f"{brand} {model}"
            for position, brand, model in self.application.lines.values_list(
                "position", "brand", "model"
            )
        }
        return [good_row_of(row, goods=goods) for row in rows]


class VehicleProblemsView(_ListView):
    """The rows with a problem as a file, to be mended and uploaded again."""

    @method_decorator(limited_export)
    def get(self, request: HttpRequest, reference: str, pk: int) -> HttpResponseBase:
        heading = [
            gettext("VIN"),
            gettext("Model"),
            gettext("Row in the file"),
            gettext("What is wrong"),
        ]
        rows = (bad_row_of(row) for row in self.upload.bad)
        return StreamingHttpResponse(
            csv_export.write(
                heading,
                (
                    [
                        row.typed,
                        row.model,
                        row.number,
                        " ".join(fault.text for fault in row.faults),
                    ]
                    for row in rows
                ),
            ),
            content_type="text/csv; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{reference}-rows.csv"'
            },
        )
