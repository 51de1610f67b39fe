"""Documents as the exporter sees them: what is asked, why, and what was given."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext

from licensing.enums import Needed, ScanState
from licensing.models import Document, DocumentRequirement
from portal.ui.tones import Tone

_SCANS: Final = {
    ScanState.WAITING: (Tone.INFO, "clock"),
    ScanState.CLEAN: (Tone.OK, ""),
    ScanState.REFUSED: (Tone.STOP, ""),
}


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file; its address is empty until the scan says clean."""

    pk: int
    requirement: str
    name: str
    url: str
    remove_url: str
    size: str
    sha256: str
    tone: Tone
    word: str
    shape: str


@dataclass(frozen=True, slots=True)
class RequirementCard:
    code: str
    name: str
    why: str
    basis: str
    needed: str
    is_given: bool
    files: tuple[FileRow, ...]


def cards_of(
    requirements: Iterable[DocumentRequirement],
    documents: Iterable[Document],
    *,
    reference: str,
) -> list[RequirementCard]:
    """Return a card for what is asked, and for what was given without being asked."""
    given: dict[int, list[FileRow]] = {}
    shown = {requirement.pk: requirement for requirement in requirements}
    for document in documents:
        shown.setdefault(document.requirement_id, document.requirement)
        row = file_row_of(document, reference=reference)
        given.setdefault(document.requirement_id, []).append(row)
    return [
        RequirementCard(
            code=requirement.code,
            name=requirement.name,
            why=requirement.why,
            basis=requirement.legal_basis,
            needed=(
                gettext("Optional") if requirement.needed == Needed.OPTIONAL else ""
            ),
            is_given=requirement.pk in given,
            files=tuple(given.get(requirement.pk, ())),
        )
        for requirement in shown.values()
    ]


def file_row_of(document: Document, *, reference: str) -> FileRow:
    """Return a row; the document's requirement is loaded already."""
    tone, shape = _SCANS[ScanState(document.scan_state)]
    where = [reference, document.pk]
    return FileRow(
        pk=document.pk,
        requirement=document.requirement.name,
        name=document.display_name,
        url=(
            reverse("application-document", args=where)
            if document.can_be_opened
            else ""
        ),
        remove_url=reverse("application-document-remove", args=where),
        size=filesizeformat(document.size),
        sha256=document.sha256,
        tone=tone,
        word=str(ScanState(document.scan_state).label),
        shape=shape,
    )


def names_of(requirements: Iterable[DocumentRequirement]) -> dict[str, str]:
    """Return the names of documents by the codes that findings use."""
    return {requirement.code: requirement.name for requirement in requirements}
