from collections.abc import Iterator

from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, NotJudged, blocker


def one_goods_code(facts: ApplicationFacts) -> Iterator[Finding]:
    """§2.1 field 11: one goods code on a licence."""
    codes = dict.fromkeys(line.hs_code for line in facts.lines if line.hs_code)
    if not codes:
        raise NotJudged
    if len(codes) > 1:
        yield blocker(
            FindingCode.HS_CODES_DIFFER, "goods", "§2.1-11", hs_codes=list(codes)
        )
