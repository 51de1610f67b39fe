from collections.abc import Iterator
from typing import Final

from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, NotJudged, blocker

_FIELDS: Final = {
    "customs_district": (FindingCode.CUSTOMS_DISTRICT_NOT_ON_LIST, "§2.1-7"),
    "trade_mode": (FindingCode.TRADE_MODE_NOT_ON_LIST, "§2.1-5"),
    "payment_mode": (FindingCode.PAYMENT_MODE_NOT_ON_LIST, "§2.1-9"),
    "transport_mode": (FindingCode.TRANSPORT_MODE_NOT_ON_LIST, "§2.1-10"),
}


def codes_on_lists(facts: ApplicationFacts) -> Iterator[Finding]:
    """§2.1 fields 5, 7, 9 and 10: what was chosen is on the list of the day.

    A list may change between submission and grant, and the face says every code in the
    words of its list.
    """
    chosen = {field: getattr(facts, field) for field in _FIELDS}
    if not any(chosen.values()):
        raise NotJudged
    for field, code in chosen.items():
        if code and (field, code) not in facts.listed_codes:
            finding, rule = _FIELDS[field]
            yield blocker(finding, "contract", rule, entry=code)
