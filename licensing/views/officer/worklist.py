from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from licensing.forms.officer.search import SearchForm
from licensing.operations import reviews
from licensing.permissions import NotPermitted
from licensing.presenters.officer import worklist as presenter
from licensing.queries import worklists
from licensing.queries.clocks import facts_of_cases
from licensing.queries.worklists import Key, Listed, Worklist
from licensing.views.officer.access import OfficerView
from portal.calendars.queries import calendar_for
from portal.lib.legal_time import legal_day


class WorklistView(OfficerView):
    """The lists of cases, or what a search found among all of them."""

    on: date

    def get(self, request: HttpRequest) -> HttpResponse:
        self.on = legal_day(timezone.now())
        form = SearchForm(request.GET)
        text = form.cleaned_data["q"] if form.is_valid() else ""
        context: dict[str, Any] = {
            "form": form,
            "sheet": self._found(text) if text else self._listed(),
        }
        return render(request, "licensing/officer/worklist.html", context)

    def _found(self, text: str) -> presenter.Sheet:
        cases = worklists.find(text, user=self.person)
        return presenter.sheet_of_found(text, self._rows(cases), self._counts())

    def _listed(self) -> presenter.Sheet:
        query, counts = self.request.GET, self._counts()
        # The first list is the one for the person's role.
        chosen = next((w for w in counts if w == query.get("list")), next(iter(counts)))
        page = worklists.read_page(
            chosen,
            user=self.person,
            on=self.on,
            after=Key.parse(query.get("after", "")),
            before=Key.parse(query.get("before", "")),
        )
        return presenter.sheet(
            chosen, page, self._rows(page.cases), counts, reader=self.person
        )

    def _counts(self) -> dict[Worklist, int]:
        lists = presenter.worklists_for(self.person)
        counts = worklists.count(lists, user=self.person, on=self.on)
        return dict(zip(lists, counts, strict=True))

    def _rows(self, cases: Sequence[Listed]) -> list[presenter.Row]:
        return presenter.rows_of(
            cases,
            facts_of_cases([case.pk for case in cases]),
            calendar_for(settings.JURISDICTION),
            reader=self.person,
            on=self.on,
        )


class ClaimNextView(OfficerView):
    """Takes the waiting case that is due first, whichever that is by now."""

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            case = reviews.claim_next(by=self.person, at=timezone.now())
        except NotPermitted as refusal:
            messages.error(request, str(refusal))
            return redirect("case-list")
        except reviews.NothingToClaim:
            messages.info(request, _("No case is waiting. Somebody took the last one."))
            return redirect("case-list")
        messages.success(request, _("%(case)s is yours.") % {"case": case.reference})
        return redirect("case", case.reference)
