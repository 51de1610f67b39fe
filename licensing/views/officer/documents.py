"""Hands out the files of a case: shown in a frame that may do nothing, or saved."""

from http import HTTPStatus
from typing import Final

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from licensing.operations import reading
from licensing.presenters.officer.documents import SHOWN_IN_FRAME, WHY_CLOSED
from licensing.queries import documents
from licensing.views.officer.access import CaseView
from portal.lib.stored_files import FileUnavailable, open_stored

# A picture or a PDF needs no script, no network and no form; only our pages frame it.
# Chromium's own viewer shows a PDF in this sandbox.
_NOTHING: Final = (
    "sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline';"
    " form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)


class DocumentView(CaseView):
    def get(self, request: HttpRequest, reference: str, pk: int) -> HttpResponseBase:
        document = get_object_or_404(documents.current_of(self.case), pk=pk)
        if not document.can_be_opened:
            why = str(WHY_CLOSED[document.scan_state])
            return self._refuse(why, HTTPStatus.CONFLICT)
        try:
            stream = open_stored(document.stored_name)
        except FileUnavailable:
            why = _(
                "The file is on record, but the store does not give it out. The"
                " operators can see this. Try again later."
            )
            return self._refuse(why, HTTPStatus.SERVICE_UNAVAILABLE)
        document.application = self.case
        reading.note_opened(document=document, by=self.person, at=timezone.now())
        is_shown = "inline" in request.GET and document.content_type in SHOWN_IN_FRAME
        response = FileResponse(
            stream,
            as_attachment=not is_shown,
            filename=document.display_name,
            content_type=document.content_type,
        )
        response.headers["Content-Security-Policy"] = _NOTHING
        return response

    def _refuse(self, why: str, status: HTTPStatus) -> HttpResponse:
        return render(
            self.request,
            "licensing/officer/document_closed.html",
            {"reference": self.case.reference, "why": why},
            status=status,
        )
