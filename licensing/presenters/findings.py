"""What the rules found, in sentences: for who mends it and for who judges it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from licensing.enums import Section
from licensing.presenters.finding_words import WORDS
from licensing.presenters.words import country_name, write_list
from licensing.rules.findings import Finding, FindingCode, Severity
from portal.ui.tones import Tone
from portal.ui.writing import write_date, write_number

# Where the exporter mends a finding: the address and the words that lead there. The
# manufacturer is chosen with the contract.
_PLACES: Final = {
    "company": ("application-contract", _("Go to contract and route")),
    Section.CONTRACT: ("application-contract", _("Go to contract and route")),
    Section.GOODS: ("application-goods", _("Go to goods and price")),
    Section.VEHICLES: ("application-vehicles", _("Go to vehicles")),
    Section.DOCUMENTS: ("application-documents", _("Go to documents")),
}
_COUNTS: Final = frozenset({"count", "listed", "quantity", "remaining"})
_DAYS: Final = frozenset({"on", "valid_from", "valid_until"})
_AMOUNTS: Final = frozenset({"price", "bound"})


@dataclass(frozen=True, slots=True)
class Link:
    label: str | Promise
    url: str


@dataclass(frozen=True, slots=True)
class PresentedFinding:
    """What the tag `finding` draws."""

    code: str
    section: str
    tone: Tone
    word: str
    title: str
    detail: str = ""
    basis: str = ""
    links: tuple[Link, ...] = ()


def to_mend(
    finding: Finding, *, reference: str, documents: Mapping[str, str]
) -> PresentedFinding:
    """Tell the exporter what is wrong, how to mend it, and lead there.

    `documents` names the requirements of the application by their code.
    """
    url_name, label = _PLACES[finding.section]
    is_blocker = finding.severity is Severity.BLOCKER
    return PresentedFinding(
        code=finding.code,
        section=finding.section,
        tone=Tone.STOP if is_blocker else Tone.WARN,
        word=gettext("To fix:") if is_blocker else gettext("Please check:"),
        title=title_of(finding, documents=documents),
        detail=remedy_of(finding, documents=documents),
        links=(Link(label, reverse(url_name, args=[reference])),),
    )


def to_judge(finding: Finding, *, documents: Mapping[str, str]) -> PresentedFinding:
    """Tell the officer what was found, and by which rule."""
    is_blocker = finding.severity is Severity.BLOCKER
    return PresentedFinding(
        code=finding.code,
        section=finding.section,
        tone=Tone.STOP if is_blocker else Tone.WARN,
        word=gettext("Blocker:") if is_blocker else gettext("Check:"),
        title=title_of(finding, documents=documents),
        basis=gettext("Rule %(rule)s") % {"rule": finding.rule},
    )


def title_of(finding: Finding, *, documents: Mapping[str, str]) -> str:
    return str(WORDS[FindingCode(finding.code)].title % _evidence(finding, documents))


def remedy_of(finding: Finding, *, documents: Mapping[str, str]) -> str:
    return str(WORDS[FindingCode(finding.code)].remedy % _evidence(finding, documents))


def _evidence(finding: Finding, documents: Mapping[str, str]) -> dict[str, Any]:
    """Write the evidence as the reader does; `n` is the count that rules the plural."""
    told: dict[str, Any] = {
        name: _write(name, value, documents)
        if isinstance(value, str)
        else write_list(value)
        for name, value in finding.evidence.items()
    }
    told["n"] = int(str(finding.evidence.get("count", 0)))
    return told


def _write(name: str, value: str, documents: Mapping[str, str]) -> str:
    if name in _COUNTS:
        return write_number(int(value))
    if name in _AMOUNTS:
        return write_number(Decimal(value))
    if name in _DAYS:
        return write_date(date.fromisoformat(value))
    if name == "document":
        return documents.get(value, value)
    if name == "destination":
        return country_name(value)
    return value
