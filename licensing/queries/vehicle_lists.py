"""Lists of cars as they were read; rows come in slices, as there may be very many."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import F, Func, IntegerField, JSONField, QuerySet, Value

from licensing.models import Application, VehicleImport


class Rows(StrEnum):
    """Which rows of a list."""

    PROBLEMS = "problems"
    WARNINGS = "warnings"
    READY = "ready"


# Ready are all rows that can be added; those with a warning are among them.
_COLUMNS = {Rows.PROBLEMS: "bad", Rows.WARNINGS: "good", Rows.READY: "good"}
_PATHS = {
    Rows.PROBLEMS: "$[*]",
    Rows.WARNINGS: "$[*] ? (@.warnings.size() > 0)",
    Rows.READY: "$[*]",
}


@dataclass(frozen=True, slots=True)
class Counts:
    problems: int
    warnings: int
    ready: int

    def of(self, rows: Rows) -> int:
        return {
            Rows.PROBLEMS: self.problems,
            Rows.WARNINGS: self.warnings,
            Rows.READY: self.ready,
        }[rows]


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list as it was read, without its rows."""

    pk: int
    file_name: str
    sha256: str
    uploaded_at: datetime
    agreed_at: datetime | None
    ready: int
    problems: int


def latest_of(application: Application) -> ReadList | None:
    """Return the list read last for the application."""
    row = (
        VehicleImport.objects.filter(application=application)
        .order_by("-pk")
        .values_list(
            "pk",
            "file_name",
            "sha256",
            "uploaded_at",
            "agreed_at",
            _length(F("good")),
            _length(F("bad")),
        )
        .first()
    )
    return ReadList(*row) if row else None


def of(application: Application) -> QuerySet[VehicleImport]:
    """Return the lists read for the application, without their rows."""
    return VehicleImport.objects.filter(application=application).defer("good", "bad")


def counts_of(upload: VehicleImport) -> Counts:
    row = VehicleImport.objects.filter(pk=upload.pk).values_list(
        *(_length(_select(rows)) for rows in Rows)
    )
    problems, warnings, ready = row.get()
    return Counts(problems, warnings, ready)


def rows_of(
    upload: VehicleImport, rows: Rows, *, start: int, count: int
) -> list[dict[str, Any]]:
    """Return so many rows from `start`, counted from nought."""
    found = VehicleImport.objects.filter(pk=upload.pk).values_list(
        _query(_select(rows), f"$[{start} to {start + count - 1}]"), flat=True
    )
    return list(found.get())


def _select(rows: Rows) -> Func:
    return _query(F(_COLUMNS[rows]), _PATHS[rows])


def _query(array: F | Func, path: str) -> Func:
    return Func(
        array,
        Value(path),
        function="jsonb_path_query_array",
        template="%(function)s(%(expressions)s::jsonpath)",
        output_field=JSONField(),
    )


def _length(array: F | Func) -> Func:
    return Func(array, function="jsonb_array_length", output_field=IntegerField())


def rows_to_fix(application: Application) -> int:
    """Return how many rows the last list kept back, while cars are missing."""
    if application.vehicle_count >= application.quantity:
        return 0
    last = latest_of(application)
    return last.problems if last and last.agreed_at else 0
