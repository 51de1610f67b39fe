"""The goods of an application, line by line."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from licensing.enums import Section
from licensing.forms.applicant.goods import LineForm
from licensing.models import Application, SpecificationLine
from licensing.operations import drafts
from licensing.presenters.applicant.advice import advice_for
from licensing.presenters.applicant.conflicts import saved_meanwhile
from licensing.presenters.applicant.goods import table_of
from licensing.queries import catalogue
from licensing.queries.facts import facts_for
from licensing.rules.judgement import judge
from licensing.views.applicant.access import SectionView
from portal.audit.queries import events_about
from portal.lib import money
from portal.lib.legal_time import legal_day
from portal.ui.writing import write_number


class GoodsView(SectionView):
    section = Section.GOODS

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        facts = facts_for(self.application, on=legal_day(timezone.now()))
        return self.show_page(
            "goods",
            self.section.label,
            goods=table_of(facts.lines, reference=reference),
            advice=advice_for(self.application, judge(facts), sections={Section.GOODS}),
            add_url=self.keep_way(self.url("application-line-add")),
            back_url=self.back_url,
            way=self.keep_way(""),
            is_full=len(facts.lines) >= drafts.MAX_LINES,
            most=drafts.MAX_LINES,
        )


class _LineView(SectionView):
    """What adding and changing a line have in common."""

    section = Section.GOODS

    def form(self, initial: Mapping[str, Any]) -> LineForm:
        on = legal_day(timezone.now())
        licence_type = self.application.type_version.licence_type
        return LineForm(
            self.request.POST if self.request.method == "POST" else None,
            goods_codes=list(catalogue.goods_codes(licence_type, on)),
            back_url=self.list_url,
            initial=initial,
        )

    @property
    def list_url(self) -> str:
        return self.keep_way(self.url("application-goods"))

    def done(self, sentence: str) -> HttpResponse:
        messages.success(self.request, sentence)
        return redirect(self.list_url)

    def show(
        self, form: LineForm, line: SpecificationLine | None = None
    ) -> HttpResponse:
        heading = (
            gettext("Change line %(line)d") % {"line": line.position}
            if line
            else gettext("Add a line")
        )
        return self.show_page("line", heading, form=form, list_url=self.list_url)


class LineAddView(_LineView):
    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self.show(self.form(self.like_the_last()))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        form = self.form({})
        if not form.is_valid():
            return self.show(form)
        try:
            drafts.add_line(
                application=self.application,
                contents=form.contents,
                by=self.person,
                at=timezone.now(),
            )
        except drafts.TooManyLines:
            words = gettext("An application has at most %(most)d lines.")
            form.add_error(None, words % {"most": drafts.MAX_LINES})
            return self.show(form)
        return self.done(gettext("The line is added."))

    def like_the_last(self) -> dict[str, Any]:
        """Fill in what all lines of an application have in common."""
        last = self.application.lines.order_by("position").last()
        if last is None:
            return {}
        return {
            "brand": last.brand,
            "hs_code": last.hs_code,
            "currency": last.currency,
        }


class LineEditView(_LineView):
    line: SpecificationLine

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.line = _find_line(self.application, kwargs["position"])

    def get(self, request: HttpRequest, **_: Any) -> HttpResponse:
        return self.show(self.form(self.as_saved()), self.line)

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        form = self.form(self.as_saved())
        if not form.is_valid():
            return self.show(form, self.line)
        try:
            drafts.change_line(
                line=self.line,
                contents=form.contents,
                revision=form.cleaned_data["revision"],
                by=self.person,
                at=timezone.now(),
            )
        except drafts.LineGone:
            return self.done(gettext("Somebody else removed this line meanwhile."))
        except drafts.ChangedMeanwhile:
            self.application.refresh_from_db()
            form.see_revision(self.application.revision)
            events = events_about(self.application)
            form.add_error(None, saved_meanwhile(events))
            return self.show(form, self.line)
        return self.done(gettext("The line is saved."))

    def as_saved(self) -> dict[str, Any]:
        line = self.line
        return {
            "brand": line.brand,
            "model": line.model,
            "hs_code": line.hs_code,
            "quantity": line.quantity,
            "unit_price": money.quantise(line.unit_price, line.currency),
            "currency": line.currency,
            "revision": self.application.revision,
        }


class LineRemoveView(SectionView):
    """Asks once more, because the cars of the line go with it."""

    section = Section.GOODS
    line: SpecificationLine

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.line = _find_line(self.application, kwargs["position"])

    def get(self, request: HttpRequest, **_: Any) -> HttpResponse:
        listed = self.line.vehicles.count()
        words = ngettext(
            "%(count)s car listed under it goes too.",
            "%(count)s cars listed under it go too.",
            listed,
        )
        return self.show_page(
            "confirm",
            gettext("Remove line %(line)d") % {"line": self.line.position},
            warning=gettext("%(brand)s %(model)s is taken out of the application.")
            % {"brand": self.line.brand, "model": self.line.model},
            consequence=words % {"count": write_number(listed)} if listed else "",
            hidden={"line": self.line.pk},
            action=gettext("Remove the line"),
            back=gettext("Keep it"),
            back_url=self.keep_way(self.url("application-goods")),
        )

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        # Another line may stand in the place of the one that was shown.
        is_shown = request.POST.get("line") == str(self.line.pk)
        if is_shown and self.remove():
            messages.success(request, gettext("The line is removed."))
        else:
            messages.info(request, gettext("Somebody else removed this line already."))
        return redirect(self.keep_way(self.url("application-goods")))

    def remove(self) -> bool:
        try:
            drafts.remove_line(line=self.line, by=self.person, at=timezone.now())
        except drafts.LineGone:
            return False
        return True


def _find_line(application: Application, position: int) -> SpecificationLine:
    return get_object_or_404(
        SpecificationLine.objects.select_related("application"),
        application=application,
        position=position,
    )
