"""Judges an uploaded vehicle list, row by row, in one pass."""

import unicodedata
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from licensing.rules import vin as vins
from licensing.rules.findings import Severity


class RowFault(StrEnum):
    """Beside those of `VinFault`. The last two are warnings and stay on good rows."""

    VIN_MISSING = "vin-missing"
    VIN_REPEATED = "vin-repeated"
    VIN_ALREADY_LISTED = "vin-already-listed"
    VIN_ON_LIVE_LICENCE = "vin-on-live-licence"
    MODEL_MISSING = "model-missing"
    MODEL_UNKNOWN = "model-unknown"
    VIN_IN_OPEN_CASE = "vin-in-open-case"
    MODEL_DIFFERS = "model-differs"


@dataclass(frozen=True, slots=True)
class SpecificationLine:
    """A line of the goods; `listed` vehicles of its `quantity` are there already."""

    position: int
    brand: str
    model: str
    quantity: int
    listed: int = 0


@dataclass(frozen=True, slots=True)
class TakenVins:
    """VINs that are elsewhere already, all normalised. The caller looks them up."""

    in_application: AbstractSet[str] = frozenset()
    on_live_licence: AbstractSet[str] = frozenset()
    in_open_case: AbstractSet[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GoodRow:
    number: int
    vin: str
    position: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be added.

    `typed` and `model` are as in the file, `detail` belongs to the first problem (see
    `VinProblem`), `suggestion` is a VIN to offer, `repeats` the row with the same VIN.
    """

    number: int
    typed: str
    model: str
    problems: tuple[str, ...]
    detail: str = ""
    suggestion: str = ""
    repeats: int | None = None


@dataclass(frozen=True, slots=True)
class ListReading:
    good: tuple[GoodRow, ...]
    bad: tuple[BadRow, ...]


def read_rows(
    rows: Iterable[tuple[int, str, str]],
    lines: Sequence[SpecificationLine],
    *,
    taken: TakenVins,
    is_used: bool = False,
) -> ListReading:
    """Judge rows of (number, VIN, model) against the goods and against other lists.

    The first of several equal VINs is the one that counts. With one line every row
    belongs to it; with several the model, or brand and model, names the line.
    """
    judge = _RowJudge(lines, taken, is_used=is_used)
    for number, typed, model in rows:
        judge.read(number, typed, model)
    return ListReading(tuple(judge.good), tuple(judge.bad))


class _RowJudge:
    def __init__(
        self, lines: Sequence[SpecificationLine], taken: TakenVins, *, is_used: bool
    ) -> None:
        self.taken = taken
        self.is_used = is_used
        self.good: list[GoodRow] = []
        self.bad: list[BadRow] = []
        self._first_rows: dict[str, int] = {}
        self._goods = _Goods(lines)

    def read(self, number: int, typed: str, model: str) -> None:
        vin = vins.normalise(typed)
        if not vin:
            self.bad.append(BadRow(number, typed, model, (RowFault.VIN_MISSING,)))
            return
        found = vins.problems(vin, is_used=self.is_used)
        problems: list[str] = []
        warnings: list[str] = []
        for problem in found:
            is_error = problem.severity is Severity.BLOCKER
            (problems if is_error else warnings).append(problem.code)
        repeats = self._first_rows.get(vin)
        if repeats is None:
            self._first_rows[vin] = number
        else:
            problems.append(RowFault.VIN_REPEATED)
        self._compare_with_other_lists(vin, problems, warnings)
        line, model_fault = self._goods.line_for(model)
        if model_fault is not None:
            (problems if line is None else warnings).append(model_fault)
        if problems or line is None:
            detail = found[0].detail if found else ""
            offer = vins.suggestion(vin)
            bad = BadRow(number, typed, model, tuple(problems), detail, offer, repeats)
            self.bad.append(bad)
            return
        self._goods.take(line)
        self.good.append(GoodRow(number, vin, line.position, tuple(warnings)))

    def _compare_with_other_lists(
        self, vin: str, problems: list[str], warnings: list[str]
    ) -> None:
        if vin in self.taken.in_application:
            problems.append(RowFault.VIN_ALREADY_LISTED)
        if vin in self.taken.on_live_licence:
            problems.append(RowFault.VIN_ON_LIVE_LICENCE)
        if vin in self.taken.in_open_case:
            warnings.append(RowFault.VIN_IN_OPEN_CASE)


class _Goods:
    """Finds the line that a model text names; lines with one name fill up in order."""

    def __init__(self, lines: Sequence[SpecificationLine]) -> None:
        self._lines = tuple(lines)
        self._room = {line.position: line.quantity - line.listed for line in lines}
        self._named: dict[str, list[SpecificationLine]] = {}
        for line in lines:
            for name in {_fold(line.model), _fold(line.brand + line.model)}:
                self._named.setdefault(name, []).append(line)
        self._folded: dict[str, str] = {}

    def line_for(self, model: str) -> tuple[SpecificationLine | None, RowFault | None]:
        folded = self._folded.get(model)
        if folded is None:
            folded = self._folded[model] = _fold(model)
        matching = self._named.get(folded, ())
        if len(self._lines) == 1:
            differs = folded and not matching
            return self._lines[0], RowFault.MODEL_DIFFERS if differs else None
        for line in matching:
            if self._room[line.position] > 0:
                return line, None
        if matching:
            return matching[-1], None
        return None, RowFault.MODEL_UNKNOWN if folded else RowFault.MODEL_MISSING

    def take(self, line: SpecificationLine) -> None:
        self._room[line.position] -= 1


def _fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
