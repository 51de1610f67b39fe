"""The list of cars: how far it is, what waits, and the page of a list just read."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from licensing.queries.vehicle_lists import Counts, ReadList, Rows
from licensing.rules.facts import LineFacts
from portal.ui.tones import Tone
from portal.ui.writing import write_number


@dataclass(frozen=True, slots=True)
class LineProgress:
    """How many cars of a line are listed."""

    label: str
    listed: int
    quantity: int


@dataclass(frozen=True, slots=True)
class LastList:
    """The list read last: still to be agreed to, or with rows kept back."""

    name: str
    url: str
    fix_url: str
    sha256: str
    detail: str
    is_agreed: bool
    to_fix: str


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    is_current: bool
    count: int
    tone: Tone | None


def progress_of(lines: Sequence[LineFacts]) -> list[LineProgress]:
    return [
        LineProgress(
            label=gettext("%(brand)s %(model)s: %(listed)s of %(quantity)s listed")
            % {
                "brand": line.brand,
                "model": line.model,
                "listed": write_number(line.vehicle_count),
                "quantity": write_number(line.quantity),
            },
            listed=min(line.vehicle_count, line.quantity),
            quantity=line.quantity,
        )
        for line in lines
    ]


def last_list_of(
    last: ReadList | None, *, reference: str, is_complete: bool
) -> LastList | None:
    """Return the list read last, while something is left to do with it."""
    if last is None or (last.agreed_at and (is_complete or not last.problems)):
        return None
    words = ngettext("%(count)s row to fix", "%(count)s rows to fix", last.problems)
    return LastList(
        name=last.file_name,
        url=reverse("application-vehicle-import", args=[reference, last.pk]),
        fix_url=f"?fix={last.pk}#id_pasted",
        sha256=last.sha256,
        detail=gettext("%(ready)s can be added, %(problems)s have a problem")
        % {
            "ready": write_number(last.ready),
            "problems": write_number(last.problems),
        },
        is_agreed=last.agreed_at is not None,
        to_fix=words % {"count": write_number(last.problems)},
    )


def tabs_of(counts: Counts, chosen: Rows) -> list[Tab]:
    """Return a tab for each kind of rows that the list has."""
    labels = {
        Rows.PROBLEMS: (gettext("Problems"), Tone.STOP),
        Rows.WARNINGS: (gettext("Warnings"), Tone.WARN),
        Rows.READY: (gettext("Ready"), None),
    }
    return [
        Tab(
            label=label,
            url=f"?show={rows}",
            is_current=rows is chosen,
            count=counts.of(rows),
            tone=tone,
        )
        for rows, (label, tone) in labels.items()
        if counts.of(rows)
    ]


def agree_label(counts: Counts) -> str:
    """“Add 309 cars and keep 9 to fix”; the first number rules the plural."""
    told = {
        "ready": write_number(counts.ready),
        "kept": write_number(counts.problems),
    }
    if counts.problems:
        words = ngettext(
            "Add %(ready)s car and keep %(kept)s to fix",
            "Add %(ready)s cars and keep %(kept)s to fix",
            counts.ready,
        )
    else:
        words = ngettext("Add %(ready)s car", "Add %(ready)s cars", counts.ready)
    return words % told
