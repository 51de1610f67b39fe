"""Who comes in: people who act for the exporter. For others these pages do not exist."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views import View

from licensing.enums import Section
from licensing.models import Application
from licensing.operations import drafts
from licensing.permissions import NotPermitted
from licensing.queries import applications
from portal.accounts.current import person_of
from portal.accounts.models import User


class ApplicationView(View):
    """A page of one application, named by its reference."""

    person: User
    application: Application

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.person = person_of(request)
        self.application = get_object_or_404(
            applications.of_companies_of(self.person), reference=kwargs["reference"]
        )

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except NotPermitted as refusal:
            # The person left the company while the page was open.
            raise Http404 from refusal

    def show_page(
        self,
        template: str,
        heading: str | Promise,
        *,
        status: int = 200,
        **context: Any,
    ) -> HttpResponse:
        """Show a page of the application under its own heading."""
        return render(
            self.request,
            f"licensing/applicant/{template}.html",
            {
                "reference": self.application.reference,
                "section": heading,
                **context,
            },
            status=status,
        )

    def url(self, name: str, *args: Any) -> str:
        """Return the address of another page of the application."""
        return reverse(name, args=[self.application.reference, *args])


class SectionView(ApplicationView):
    """A page that changes a section; it is closed while the section is locked."""

    section: ClassVar[Section]

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if self.section not in drafts.unlocked_sections(self.application):
            return self.closed()
        try:
            return super().dispatch(request, *args, **kwargs)
        except drafts.SectionLocked:
            return self.closed()

    def closed(self) -> HttpResponse:
        messages.warning(
            self.request,
            _("“%(section)s” cannot be changed as the application stands.")
            % {"section": self.section.label},
        )
        return redirect(self.application)

    @property
    def is_checking(self) -> bool:
        """Whether the person came from the page with all answers, and goes back there."""
        return self.request.GET.get("return") == "check"

    @property
    def back_url(self) -> str:
        """Return where the person came from: the answers, the correction, the tasks."""
        if self.is_checking:
            return self.url("application-check")
        if self.request.GET.get("return") == "correction":
            return self.url("application-correction")
        return self.application.get_absolute_url()

    def keep_way(self, url: str) -> str:
        """Take the way back along to another page of the section."""
        way = self.request.GET.get("return")
        return f"{url}?return={way}" if way in {"check", "correction"} else url
