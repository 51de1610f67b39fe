"""The files of a case, one of them open beside it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from licensing.enums import Needed, ScanState
from licensing.models import Application, Document, DocumentRequirement
from licensing.queries import catalogue
from licensing.queries.cases import SentBefore
from portal.lib.uploads import FileKind

# What a browser shows by itself, in a frame that may do nothing else.
SHOWN_IN_FRAME: Final = frozenset({FileKind.PDF, FileKind.PNG, FileKind.JPEG})

WHY_CLOSED: Final[dict[str, str | Promise]] = {
    ScanState.WAITING: gettext_lazy(
        "This file is not yet scanned. It opens as soon as the scanner finds it clean."
    ),
    ScanState.REFUSED: gettext_lazy(
        "The scanner refused this file, so nobody opens it. Ask for another one."
    ),
}


@dataclass(frozen=True, slots=True)
class DocumentTab:
    label: str
    url: str
    is_current: bool
    is_new: bool


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """The file that is looked at; without `frame_url` it is not shown."""

    title: str
    name: str
    size: str
    uploaded_at: datetime
    sha256: str
    scan: str | Promise
    why_closed: str | Promise
    frame_url: str
    download_url: str


@dataclass(frozen=True, slots=True)
class Documents:
    summary: str
    tabs: list[DocumentTab]
    current: OpenDocument | None
    new: int


def present(
    application: Application, *, chosen: str, before: SentBefore | None
) -> Documents:
    """Present the files that stand; `chosen` is the key of one as an address has it."""
    requirements = {row.pk: row for row in application.type_version.requirements.all()}
    documents = sorted(
        (row for row in application.documents.all() if row.removed_at is None),
        key=lambda row: (requirements[row.requirement_id].position, row.pk),
    )
    current = next((row for row in documents if str(row.pk) == chosen), None)
    current = current or next(iter(documents), None)
    known = before.documents if before else {row.sha256 for row in documents}
    tabs = [
        DocumentTab(
            label=requirements[row.requirement_id].name,
            url=f"?document={row.pk}",
            is_current=row is current,
            is_new=row.sha256 not in known,
        )
        for row in documents
    ]
    return Documents(
        summary=_summary(application, documents),
        tabs=tabs,
        current=_open(application, current, requirements) if current else None,
        new=sum(tab.is_new for tab in tabs),
    )


def _summary(application: Application, documents: list[Document]) -> str:
    given = {row.requirement_id for row in documents}
    required = [
        row.pk
        for row in catalogue.requirements_of(application)
        if row.needed != Needed.OPTIONAL
    ]
    said = [
        _("%(given)d of %(required)d required")
        % {"given": len(given.intersection(required)), "required": len(required)}
    ]
    closed = sum(not row.can_be_opened for row in documents)
    if closed:
        words = ngettext(
            "%(count)d cannot be opened", "%(count)d cannot be opened", closed
        )
        said.append(words % {"count": closed})
    elif documents:
        said.append(_("all scanned"))
    return " · ".join(said)


def _open(
    application: Application,
    document: Document,
    requirements: dict[int, DocumentRequirement],
) -> OpenDocument:
    url = reverse("case-document", args=[application.reference, document.pk])
    is_shown = document.can_be_opened and document.content_type in SHOWN_IN_FRAME
    return OpenDocument(
        title=requirements[document.requirement_id].name,
        name=document.display_name,
        size=filesizeformat(document.size),
        uploaded_at=document.uploaded_at,
        sha256=document.sha256,
        scan=ScanState(document.scan_state).label,
        why_closed=WHY_CLOSED.get(
            document.scan_state,
            "" if is_shown else _("This kind of file cannot be shown here. Save it."),
        ),
        frame_url=f"{url}?inline=1#view=FitH&navpanes=0" if is_shown else "",
        download_url=url if document.can_be_opened else "",
    )
