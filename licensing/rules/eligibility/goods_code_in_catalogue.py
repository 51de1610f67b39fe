from collections.abc import Iterator

from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, NotJudged, blocker


def goods_code_in_catalogue(facts: ApplicationFacts) -> Iterator[Finding]:
    """RF-04, RF-17: a code of the type's catalogue on the day, for cars with a VIN."""
    used = dict.fromkeys(line.hs_code for line in facts.lines if line.hs_code)
    if not used:
        raise NotJudged
    catalogue = {row.code: row for row in facts.goods_codes}
    if unknown := [code for code in used if code not in catalogue]:
        yield blocker(
            FindingCode.HS_CODE_NOT_IN_CATALOGUE,
            "goods",
            "RF-04",
            hs_codes=unknown,
        )
    known = (catalogue[code] for code in used if code in catalogue)
    if without := [row.code for row in known if not row.has_vin]:
        yield blocker(
            FindingCode.HS_CODE_WITHOUT_VIN,
            "goods",
            "RF-17",
            hs_codes=without,
        )
