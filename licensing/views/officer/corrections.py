"""Asks the exporter to mend something: a page with a row for each thing."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from licensing.forms.officer.corrections import ROWS, ItemFormSet
from licensing.operations import corrections
from licensing.presenters.officer import corrections as presenter
from licensing.presenters.officer import panel as panels
from licensing.presenters.officer.refusals import REFUSALS
from licensing.queries import cases, catalogue
from licensing.queries.facts import facts_for
from licensing.rules.judgement import Stage, judge
from licensing.views.officer.room import RoomView
from portal.calendars.queries import calendar_for
from portal.lib.legal_time import legal_day
from portal.ui.writing import write_date


class CorrectionView(RoomView):
    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        panel = panels.present(self.case, reader=self.person)
        if not panel.can_correct:
            messages.error(request, panels.why_no_correction(panel))
            return redirect("case", reference)
        at = timezone.now()
        return self._ask(self._formset(rows=self._rows_from_findings(at)), at=at)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        at = timezone.now()
        formset = self._formset(request.POST)
        if "add" in request.POST:
            rows = [*formset.typed, *[{}] * ROWS]
            return self._ask(self._formset(rows=rows), at=at)
        if not formset.is_valid():
            return self._ask(formset, at=at)
        try:
            correction = corrections.request(
                application=self.case, items=formset.requests, by=self.person, at=at
            )
        except REFUSALS as refusal:
            return self.refuse(refusal, kept=[row.text for row in formset.requests])
        messages.success(
            request,
            _("%(case)s is with its exporter, who has until %(date)s to answer.")
            % {"case": reference, "date": write_date(correction.due_on, "weekday")},
        )
        return redirect("case-list")

    def _formset(self, data: Any = None, **kwargs: Any) -> Any:
        requirements = catalogue.requirements_of(self.case)
        # The stubs do not know our class behind the factory's.
        formset: Any = ItemFormSet
        return formset(data, requirements=requirements, **kwargs)

    def _rows_from_findings(self, at: datetime) -> list[dict[str, str]]:
        """Fill rows in from findings that the officer wants mended."""
        chosen = self.request.GET.getlist("finding")
        if not chosen:
            return []
        facts = facts_for(self.case, on=legal_day(at))
        found = judge(facts, stage=Stage.DECISION).findings
        return presenter.rows_of_findings(
            [finding for finding in found if finding.code in chosen], self.case
        )

    def _ask(self, formset: Any, *, at: datetime) -> HttpResponse:
        days = self.case.type_version.correction_days
        due = calendar_for(settings.JURISDICTION).add_working_days(legal_day(at), days)
        context = {
            "formset": formset,
            "reference": self.case.reference,
            "exporter": self.case.organisation.name,
            "days": days,
            "due_on": due.on,
            "earlier": presenter.present(cases.correction_items(self.case)),
        }
        return render(self.request, "licensing/officer/correction.html", context)
