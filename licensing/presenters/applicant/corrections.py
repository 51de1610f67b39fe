"""What the authority asks for, and where the exporter mends it."""

from dataclasses import dataclass

from django.urls import reverse

from licensing.enums import Section
from licensing.models import CorrectionItem
from licensing.presenters.applicant.answers import PAGES


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One thing to mend; `document` names the requirement it is about, if any."""

    position: int
    section: str
    document: str
    request: str
    mend_url: str


def item_of(item: CorrectionItem, *, reference: str) -> AskedItem:
    section = Section(item.section)
    page = reverse(PAGES[section], args=[reference])
    return AskedItem(
        position=item.position,
        section=str(section.label),
        document=item.requirement.name if item.requirement else "",
        request=item.request,
        mend_url=f"{page}?return=correction",
    )
