"""The documents of an application: given, taken back, opened."""

from http import HTTPStatus
from typing import BinaryIO, cast

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from licensing.enums import Section
from licensing.forms.applicant.documents import FilesForm
from licensing.models import Document, DocumentRequirement
from licensing.operations import documents
from licensing.presenters.applicant.advice import advice_for
from licensing.presenters.applicant.documents import cards_of, file_row_of, names_of
from licensing.queries import catalogue
from licensing.queries import documents as document_queries
from licensing.queries.facts import facts_for
from licensing.rules.judgement import judge
from licensing.views.applicant.access import ApplicationView, SectionView
from licensing.views.limits import TOO_MANY_UPLOADS, ask_to_wait, seconds_before_upload
from portal.lib.legal_time import legal_day
from portal.lib.stored_files import FileUnavailable, open_stored
from portal.lib.uploads import UploadRefused
from portal.ui.problems import Problem

_MEGABYTE = 1024 * 1024


class DocumentsView(SectionView):
    section = Section.DOCUMENTS

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self.show([])

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        requirement = self.asked_for(request.POST.get("requirement", ""))
        if seconds := seconds_before_upload(request):
            refused = [Problem(str(TOO_MANY_UPLOADS))]
            page = self.show(refused, requirement, status=429)
            return ask_to_wait(page, seconds)
        form = FilesForm(request.POST, request.FILES)
        if not form.is_valid():
            target = f"files-{requirement.code}"
            return self.show(
                [Problem(str(text), target) for text in form.errors["chosen"]],
                requirement,
            )
        problems = self.keep(requirement, form.cleaned_data["chosen"])
        if problems:
            return self.show(problems, requirement)
        return redirect(self.request.get_full_path() + f"#{requirement.code}")

    def asked_for(self, code: str) -> DocumentRequirement:
        for requirement in catalogue.requirements_of(self.application):
            if requirement.code == code:
                return requirement
        raise Http404

    def keep(
        self, requirement: DocumentRequirement, files: list[UploadedFile]
    ) -> list[Problem]:
        """Keep what may be kept; return what is wrong with the rest."""
        problems, kept = [], 0
        for file in files:
            try:
                documents.add(
                    application=self.application,
                    requirement=requirement,
                    name=file.name or "",
                    stream=cast("BinaryIO", file),
                    by=self.person,
                    at=timezone.now(),
                )
            except UploadRefused as refusal:
                problems.append(
                    Problem(
                        gettext("%(name)s: %(problem)s")
                        % {"name": file.name, "problem": refusal},
                        f"files-{requirement.code}",
                    )
                )
            except documents.TooManyDocuments:
                most = settings.DOCUMENTS_PER_APPLICATION
                words = gettext(
                    "An application has at most %(count)d files. Remove one first."
                )
                problems.append(Problem(words % {"count": most}))
                break
            except documents.StoreRefused:
                words = gettext(
                    "%(name)s could not be kept: our store is full or out of order."
                    " The operators can see this. Send the file again later."
                )
                problems.append(
                    Problem(words % {"name": file.name}, f"files-{requirement.code}")
                )
                break
            else:
                kept += 1
        self.tell(kept)
        return problems

    def tell(self, kept: int) -> None:
        if kept:
            words = ngettext(
                "%(count)d file is added. It is scanned before anybody opens it.",
                "%(count)d files are added. They are scanned before anybody opens them.",
                kept,
            )
            messages.success(self.request, words % {"count": kept})

    def show(
        self,
        problems: list[Problem],
        concerned: DocumentRequirement | None = None,
        *,
        status: int = 200,
    ) -> HttpResponse:
        application = self.application
        requirements = catalogue.requirements_of(application)
        facts = facts_for(application, on=legal_day(timezone.now()))
        return self.show_page(
            "documents",
            self.section.label,
            status=status,
            problems=problems,
            has_problems=bool(problems),
            concerned=concerned.code if concerned else "",
            cards=cards_of(
                requirements,
                document_queries.current_of(application),
                reference=application.reference,
            ),
            advice=advice_for(
                application,
                judge(facts),
                sections={Section.DOCUMENTS},
                documents=names_of(requirements),
            ),
            limit=settings.DOCUMENT_MAX_BYTES // _MEGABYTE,
            most=settings.DATA_UPLOAD_MAX_NUMBER_FILES,
            way=self.keep_way(""),
            back_url=self.back_url,
        )


class DocumentView(ApplicationView):
    """Hands out a file as a download, and only once the scan said clean."""

    def get(self, request: HttpRequest, reference: str, pk: int) -> HttpResponseBase:
        document = get_object_or_404(
            document_queries.current_of(self.application), pk=pk
        )
        if not document.can_be_opened:
            return self.refuse(document, HTTPStatus.CONFLICT)
        try:
            stream = open_stored(document.stored_name)
        except FileUnavailable:
            return self.refuse(document, HTTPStatus.SERVICE_UNAVAILABLE)
        response = FileResponse(
            stream,
            as_attachment=True,
            filename=document.display_name,
            content_type=document.content_type,
        )
        # Should a browser show it all the same, it may do nothing.
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def refuse(self, document: Document, status: HTTPStatus) -> HttpResponse:
        return self.show_page(
            "document_closed",
            document.display_name,
            status=status,
            file=file_row_of(document, reference=self.application.reference),
            scan_state=document.scan_state,
        )


class DocumentRemoveView(SectionView):
    section = Section.DOCUMENTS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str, pk: int) -> HttpResponse:
        document = get_object_or_404(
            Document.objects.select_related("application"),
            application=self.application,
            pk=pk,
        )
        words = {"name": document.display_name}
        try:
            documents.remove(document=document, by=self.person, at=timezone.now())
        except documents.DocumentGone:
            messages.info(request, gettext("“%(name)s” was removed already.") % words)
        else:
            messages.success(request, gettext("“%(name)s” is removed.") % words)
        return redirect(self.keep_way(self.url("application-documents")))
