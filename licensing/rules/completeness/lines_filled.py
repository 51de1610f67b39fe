from collections.abc import Iterator

from licensing.rules import goods
from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, NotJudged, blocker


def lines_filled(facts: ApplicationFacts) -> Iterator[Finding]:
    """§2.1 fields 11 to 15: each line has its code, model, whole units and price."""
    if not facts.lines:
        raise NotJudged
    for line in facts.lines:
        at = line.position
        if not (line.brand.strip() and line.model.strip()):
            yield blocker(FindingCode.LINE_MODEL_MISSING, "goods", "§2.1-12", line=at)
        if not goods.is_hs_code(line.hs_code):
            code = FindingCode.LINE_HS_CODE_INVALID
            yield blocker(code, "goods", "R-H4", line=at, hs_code=line.hs_code)
        if line.quantity < 1:
            yield blocker(
                FindingCode.LINE_QUANTITY_MISSING, "goods", "§2.1-14", line=at
            )
        if line.unit_price <= 0:
            yield blocker(FindingCode.LINE_PRICE_MISSING, "goods", "§2.1-15", line=at)
        if not line.currency:
            yield blocker(
                FindingCode.LINE_CURRENCY_MISSING, "goods", "§2.1-15", line=at
            )
