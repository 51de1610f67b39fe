"""Rows of an uploaded list: what is wrong with them, in words, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from licensing.rules.vehicle_rows import RowFault
from licensing.rules.vin import VinFault, normalise, problems

_PAPERS = _("Compare it with the certificate of conformity.")
# What is wrong, and what to do. Sentences may name typed, detail, repeats and model.
WORDS: Final[dict[str, tuple[str | Promise, str | Promise]]] = {
    RowFault.VIN_MISSING: (
        _("The row has no VIN."),
        _("Write it in, or leave the row out."),
    ),
    VinFault.LENGTH: (
        _("The VIN has %(detail)s characters. It needs 17."),
        _PAPERS,
    ),
    VinFault.ALPHABET: (
        _("The VIN has signs that a VIN never has: %(detail)s"),
        _PAPERS,
    ),
    VinFault.CHECK_DIGIT: (
        _("The check digit is unusual, it would be %(detail)s."),
        _PAPERS,
    ),
    RowFault.VIN_REPEATED: (
        _("This VIN is also in row %(repeats)s."),
        _("Remove one of them, or correct the VIN."),
    ),
    RowFault.VIN_ALREADY_LISTED: (
        _("This car is on the list already."),
        _("There is nothing to do."),
    ),
    RowFault.VIN_ON_LIVE_LICENCE: (
        _("This car is on a licence that is in force."),
        _("A car is on one licence at a time. Leave the row out."),
    ),
    RowFault.MODEL_MISSING: (
        _("The row does not say which model the car is."),
        _("Write the model as it stands under Goods and price."),
    ),
    RowFault.MODEL_UNKNOWN: (
        _("“%(model)s” is not among the goods."),
        _("Write the model as it stands under Goods and price, or add it there."),
    ),
    RowFault.VIN_IN_OPEN_CASE: (
        _("The car is in another application too."),
        _("Only one of them can be granted."),
    ),
    RowFault.MODEL_DIFFERS: (
        _("The model is written differently from the goods."),
        _("Check that it is the same car."),
    ),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    advice: str


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be added, as it was typed."""

    number: int
    typed: str
    model: str
    faults: tuple[Sentence, ...]
    suggestion: str

    @property
    def summary(self) -> str:
        return gettext("Row %(row)d: %(problem)s") % {
            "row": self.number,
            "problem": self.faults[0].text,
        }


@dataclass(frozen=True, slots=True)
class GoodRow:
    """A row that can be added, without warnings or with some."""

    number: int
    vin: str
    goods: str
    warnings: tuple[str, ...]


def bad_row_of(row: Mapping[str, Any]) -> BadRow:
    vin = normalise(row["typed"])
    details = {problem.code: problem.detail for problem in problems(vin)}
    return BadRow(
        number=row["number"],
        typed=row["typed"],
        model=row["model"],
        faults=tuple(
            _say(
                code,
                detail=details.get(code, ""),
                repeats=row["repeats"],
                model=row["model"],
            )
            for code in row["problems"]
        ),
        suggestion=row["suggestion"],
    )


def good_row_of(row: Mapping[str, Any], *, goods: Mapping[int, str]) -> GoodRow:
    """Return a row; `goods` names the lines by their position."""
    details = {problem.code: problem.detail for problem in problems(row["vin"])}
    return GoodRow(
        number=row["number"],
        vin=row["vin"],
        goods=goods.get(row["position"], ""),
        warnings=tuple(
            _say(code, detail=details.get(code, "")).text for code in row["warnings"]
        ),
    )


def _say(
    code: str, *, detail: str, repeats: int | None = None, model: str = ""
) -> Sentence:
    text, advice = WORDS[code]
    told = {"detail": detail, "repeats": repeats, "model": model}
    return Sentence(str(text) % told, str(advice))
