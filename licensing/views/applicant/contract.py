"""The contract and the route of an application."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from exporters.models import Organisation
from exporters.queries import authorisations
from licensing.enums import Section
from licensing.forms.applicant.contract import ContractForm, Difference
from licensing.operations import drafts
from licensing.presenters.applicant.advice import advice_for
from licensing.presenters.applicant.conflicts import saved_meanwhile
from licensing.queries import catalogue
from licensing.queries.facts import facts_for
from licensing.rules.judgement import judge
from licensing.views.applicant.access import SectionView
from portal.audit.queries import events_about
from portal.lib.legal_time import legal_day


class ContractView(SectionView):
    section = Section.CONTRACT

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        form = self.form()
        if not form.is_valid():
            return self.show(form)
        try:
            drafts.save_contract(
                application=self.application,
                manufacturer=form.cleaned_data["manufacturer"],
                answers=form.answers,
                revision=form.cleaned_data["revision"],
                by=self.person,
                at=timezone.now(),
            )
        except drafts.NotAuthorisedByManufacturer:
            form.add_error(
                "manufacturer",
                _("This manufacturer does not authorise your company any more."),
            )
            return self.show(form)
        except drafts.ChangedMeanwhile:
            return self.show_conflict(form)
        messages.success(request, _("Contract and route are saved."))
        return redirect(self.back_url)

    def form(self) -> ContractForm:
        on = legal_day(timezone.now())
        return ContractForm(
            self.request.POST if self.request.method == "POST" else None,
            application=self.application,
            manufacturers=self.manufacturers(),
            lists=catalogue.code_lists(on),
            back_url=self.back_url,
        )

    def manufacturers(self) -> list[Organisation]:
        """Return who may be chosen; who was chosen stays on the list."""
        allowed = authorisations.manufacturers_for(
            self.application.organisation, on=legal_day(timezone.now())
        )
        makers = list(allowed.order_by("name_en", "pk"))
        chosen = self.application.manufacturer
        return makers if chosen is None or chosen in makers else [chosen, *makers]

    def show_conflict(self, form: ContractForm) -> HttpResponse:
        self.application.refresh_from_db()
        form.see_revision(self.application.revision)
        events = events_about(self.application)
        form.add_error(None, saved_meanwhile(events))
        return self.show(form, form.differences_from(self.application))

    def show(
        self, form: ContractForm, differences: list[Difference] | None = None
    ) -> HttpResponse:
        facts = facts_for(self.application, on=legal_day(timezone.now()))
        return self.show_page(
            "contract",
            self.section.label,
            form=form,
            differences=differences,
            has_makers=bool(form.manufacturers),
            advice=advice_for(
                self.application, judge(facts), sections={"company", Section.CONTRACT}
            ),
        )
