"""All answers of an application on one page, each with the way to change it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from licensing.enums import CodeList, Section
from licensing.models import Application, CodeEntry, Document
from licensing.presenters.applicant.documents import FileRow, file_row_of
from licensing.presenters.applicant.goods import GoodsTable, table_of
from licensing.presenters.words import country_name
from licensing.rules.facts import ApplicationFacts

# The page that changes each section.
PAGES = {
    Section.CONTRACT: "application-contract",
    Section.GOODS: "application-goods",
    Section.VEHICLES: "application-vehicles",
    Section.DOCUMENTS: "application-documents",
}


@dataclass(frozen=True, slots=True)
class Answer:
    label: str
    value: str
    change_url: str


@dataclass(frozen=True, slots=True)
class AnswersPage:
    """What was answered; a change address is empty where nothing may be changed."""

    contract: tuple[Answer, ...]
    goods: GoodsTable
    change_goods: str
    listed: int
    quantity: int
    change_vehicles: str
    documents: tuple[FileRow, ...]
    change_documents: str


def page_of(
    application: Application,
    facts: ApplicationFacts,
    *,
    labels: Mapping[tuple[str, str], CodeEntry],
    documents: Iterable[Document],
    unlocked: Collection[Section],
    way: str,
) -> AnswersPage:
    """Return the page; `way` is how the reader comes back to it."""

    def change(section: Section, anchor: str = "") -> str:
        if section not in unlocked:
            return ""
        url = reverse(PAGES[section], args=[application.reference])
        return f"{url}?return={way}{anchor}"

    return AnswersPage(
        contract=tuple(
            Answer(label, value, change(Section.CONTRACT, f"#id_{field}"))
            for field, label, value in _contract(application, labels)
        ),
        goods=table_of(facts.lines, reference=application.reference),
        change_goods=change(Section.GOODS),
        listed=facts.vehicles.count,
        quantity=application.quantity,
        change_vehicles=change(Section.VEHICLES),
        documents=tuple(
            file_row_of(document, reference=application.reference)
            for document in documents
        ),
        change_documents=change(Section.DOCUMENTS),
    )


def _contract(
    application: Application, labels: Mapping[tuple[str, str], CodeEntry]
) -> list[tuple[str, str, str]]:
    maker = application.manufacturer

    def word(code_list: CodeList, code: str) -> str:
        entry = labels.get((code_list, code))
        return entry.name if entry else code

    return [
        ("manufacturer", gettext("Manufacturer"), maker.name if maker else ""),
        (
            "contract_number",
            gettext("Contract number"),
            application.contract_number,
        ),
        ("buyer_name", gettext("Buyer"), application.buyer_name),
        (
            "destination",
            gettext("Destination country (region)"),
            country_name(application.destination),
        ),
        (
            "customs_district",
            gettext("Customs district"),
            word(CodeList.CUSTOMS_DISTRICT, application.customs_district),
        ),
        (
            "trade_mode",
            gettext("Trade mode"),
            word(CodeList.TRADE_MODE, application.trade_mode),
        ),
        (
            "payment_mode",
            gettext("Payment mode"),
            word(CodeList.PAYMENT_MODE, application.payment_mode),
        ),
        (
            "transport_mode",
            gettext("Transport mode"),
            word(CodeList.TRANSPORT_MODE, application.transport_mode),
        ),
    ]
