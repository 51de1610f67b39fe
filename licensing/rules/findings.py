"""What a rule says: a code, how grave it is, where it belongs and its evidence."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """A blocker stops the act; a check asks an officer to look."""

    BLOCKER = "BLOCKER"
    CHECK = "CHECK"


class FindingCode(StrEnum):
    """Every sentence the rules can say; the keys of its evidence stand behind it."""

    CONTRACT_NUMBER_MISSING = "contract-number-missing"
    CONTRACT_NUMBER_INVALID = "contract-number-invalid"  # number
    BUYER_MISSING = "buyer-missing"
    DESTINATION_MISSING = "destination-missing"
    DESTINATION_NOT_ONE_COUNTRY = "destination-not-one-country"  # destination
    CUSTOMS_DISTRICT_MISSING = "customs-district-missing"
    TRADE_MODE_MISSING = "trade-mode-missing"
    PAYMENT_MODE_MISSING = "payment-mode-missing"
    TRANSPORT_MODE_MISSING = "transport-mode-missing"
    CUSTOMS_DISTRICT_NOT_ON_LIST = "customs-district-not-on-list"  # entry
    TRADE_MODE_NOT_ON_LIST = "trade-mode-not-on-list"  # entry
    PAYMENT_MODE_NOT_ON_LIST = "payment-mode-not-on-list"  # entry
    TRANSPORT_MODE_NOT_ON_LIST = "transport-mode-not-on-list"  # entry
    LINES_MISSING = "lines-missing"
    LINE_MODEL_MISSING = "line-model-missing"  # line
    LINE_QUANTITY_MISSING = "line-quantity-missing"  # line
    LINE_PRICE_MISSING = "line-price-missing"  # line
    LINE_CURRENCY_MISSING = "line-currency-missing"  # line
    LINE_HS_CODE_INVALID = "line-hs-code-invalid"  # line, hs_code
    HS_CODES_DIFFER = "hs-codes-differ"  # hs_codes
    CURRENCIES_DIFFER = "currencies-differ"  # currencies
    VEHICLES_MISSING = "vehicles-missing"  # line, listed, quantity
    VEHICLES_TOO_MANY = "vehicles-too-many"  # line, listed, quantity
    DOCUMENT_MISSING = "document-missing"  # document
    DOCUMENT_REFUSED = "document-refused"  # document, count
    DOCUMENTS_WAITING = "documents-waiting"  # count
    MANUFACTURER_MISSING = "manufacturer-missing"
    MANUFACTURER_NOT_LISTED = "manufacturer-not-listed"  # year
    MANUFACTURER_SUSPENDED = "manufacturer-suspended"  # year
    MANUFACTURER_REMOVED = "manufacturer-removed"  # year
    AUTHORISATION_MISSING = "authorisation-missing"
    # number, on, valid_from, valid_until
    AUTHORISATION_NOT_IN_FORCE = "authorisation-not-in-force"
    AUTHORISATION_BRAND = "authorisation-brand"  # number, brands
    AUTHORISATION_DESTINATION = "authorisation-destination"  # number, destination
    AUTHORISATION_CAP = "authorisation-cap"  # number, quantity, remaining
    LICENCE_YEAR_OVER = "licence-year-over"  # year
    LICENCE_YEAR_EARLY = "licence-year-early"  # year
    HS_CODE_NOT_IN_CATALOGUE = "hs-code-not-in-catalogue"  # hs_codes
    HS_CODE_WITHOUT_VIN = "hs-code-without-vin"  # hs_codes
    VIN_ON_LIVE_LICENCE = "vin-on-live-licence"  # count, vins
    VIN_IN_OPEN_CASE = "vin-in-open-case"  # count, vins
    VIN_CHECK_DIGIT = "vin-check-digit"  # count, vins
    PRICE_IMPLAUSIBLE = "price-implausible"  # line, price, bound


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about the facts.

    `code` names the sentence (the presenters hold its words in both languages),
    `evidence` fills its blanks, lists as lists; `rule` is the id in the regime,
    `section` the section of the task list where the exporter mends it.
    """

    code: str
    severity: Severity
    section: str
    rule: str
    evidence: dict[str, str | Sequence[str]] = field(default_factory=dict)


class NotJudged(Exception):
    """A rule's question does not arise: the check has neither passed nor failed."""


def blocker(code: FindingCode, section: str, rule: str, **evidence: object) -> Finding:
    return _finding(code, Severity.BLOCKER, section, rule, evidence)


def check(code: FindingCode, section: str, rule: str, **evidence: object) -> Finding:
    return _finding(code, Severity.CHECK, section, rule, evidence)


def _finding(
    code: FindingCode,
    severity: Severity,
    section: str,
    rule: str,
    evidence: dict[str, object],
) -> Finding:
    words = {name: _word(value) for name, value in evidence.items()}
    return Finding(code.value, severity, section, rule, words)


def _word(value: object) -> str | Sequence[str]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else str(value)
