"""The officers' lists: whose turn it is, soonest deadline first.

Every list is read through a partial index of its state (licensing.models.application)
and page by page from a key, so that a million cases cost no more than a hundred.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from exporters.models import Organisation
from licensing.enums import State
from licensing.models import Application, Correction, Vehicle
from licensing.queries import applications
from licensing.rules.vin import normalise
from licensing.workflow.application import OPEN, SENT, WITH_AUTHORITY
from portal.accounts.models import User

PAGE_SIZE: Final = 25
# Nobody reads so far; counting them all would take longer than the page.
MOST_COUNTED: Final = 5000
MOST_FOUND: Final = 50


class Worklist(StrEnum):
    MINE = "mine"
    UNCLAIMED = "unclaimed"
    SECOND = "second"
    RETURNED = "with-exporter"
    OVERDUE = "overdue"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Key:
    """The place of a case in a list."""

    due_on: date
    pk: int

    def __str__(self) -> str:
        return f"{self.due_on.isoformat()}.{self.pk}"

    @classmethod
    def parse(cls, text: str) -> "Key | None":
        """Read a key as it stands in an address; None for anything else."""
        day, _, pk = text.partition(".")
        if not pk.isdecimal():
            return None
        try:
            return cls(date.fromisoformat(day), int(pk))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Page:
    """Some cases of a list, and the keys to read on from where there is more."""

    cases: Sequence[Application]
    previous: Key | None = None
    following: Key | None = None


def cases_in(worklist: Worklist, *, user: User, on: date) -> "QuerySet[Application]":
    """Return a list's cases; nothing for a person who has no business with cases."""
    cases = applications.cases_visible_to(user)
    match worklist:
        case Worklist.MINE:
            return cases.filter(state=State.IN_REVIEW, officer=user)
        case Worklist.UNCLAIMED:
            return cases.filter(state=State.SUBMITTED)
        case Worklist.SECOND:
            return cases.filter(state=State.RECOMMENDED)
        case Worklist.RETURNED:
            return cases.filter(state=State.RETURNED)
        case Worklist.OVERDUE:
            # Not those with the exporter: their clock stands still.
            return cases.filter(state__in=sorted(WITH_AUTHORITY), due_on__lt=on)
        case _:
            return cases.filter(state__in=sorted(OPEN & SENT))


def count(worklists: Sequence[Worklist], *, user: User, on: date) -> list[int]:
    """Count each list up to MOST_COUNTED, all in one query."""
    parts: list[str] = []
    values: list[Any] = []
    for worklist in worklists:
        cases = cases_in(worklist, user=user, on=on).order_by().values("pk")
        sql, params = cases[:MOST_COUNTED].query.sql_with_params()
        # Compiled by Django, with its parameters beside it.
        parts.append(f"(SELECT count(*) FROM ({sql}) AS counted)")  # noqa: S608 -- ours
        values += params
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return list(cursor.fetchone())


def read_page(
    cases: "QuerySet[Application]",
    *,
    after: Key | None = None,
    before: Key | None = None,
) -> Page:
    """Read a page of a list, from its beginning or from a key on."""
    cases = cases.annotate(was_corrected=Exists(_answered_corrections()))
    if before is not None:
        earlier = cases.filter(_beyond(before, "lt")).order_by("-due_on", "-pk")
        rows = list(earlier[: PAGE_SIZE + 1])
        shown = rows[:PAGE_SIZE][::-1]
        return _page(shown, has_previous=len(rows) > PAGE_SIZE, has_following=True)
    if after is not None:
        cases = cases.filter(_beyond(after, "gt"))
    rows = list(cases.order_by("due_on", "pk")[: PAGE_SIZE + 1])
    return _page(
        rows[:PAGE_SIZE],
        has_previous=after is not None,
        has_following=len(rows) > PAGE_SIZE,
    )


def _beyond(key: Key, direction: str) -> Q:
    """Compare (due_on, id); the first condition alone lets the index be used."""
    return Q(**{f"due_on__{direction}e": key.due_on}) & (
        Q(**{f"due_on__{direction}": key.due_on}) | Q(**{f"pk__{direction}": key.pk})
    )


def _page(
    cases: Sequence[Application], *, has_previous: bool, has_following: bool
) -> Page:
    if not cases:
        return Page([])
    return Page(
        cases,
        previous=_key_of(cases[0]) if has_previous else None,
        following=_key_of(cases[-1]) if has_following else None,
    )


def _key_of(application: Application) -> Key:
    # A case that was sent has a clock, and so a due day.
    return Key(application.due_on, application.pk)  # type: ignore[arg-type]


def _answered_corrections() -> "QuerySet[Correction]":
    return Correction.objects.filter(
        application=OuterRef("pk"), answered_at__isnull=False
    )


def lock_next_unclaimed(user: User) -> Application | None:
    """Return the waiting case that is due first, locked; those taken now are skipped.

    Cases of a company the person acts for are not for them.
    """
    return (
        Application.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("organisation", "manufacturer", "type_version__licence_type")
        .filter(state=State.SUBMITTED)
        .exclude(organisation__memberships__user=user)
        .order_by("due_on", "pk")
        .first()
    )


def find(text: str, *, user: User) -> list[Application]:
    """Return the newest cases, closed ones too, that what was typed may mean.

    The beginning of a reference or a contract number, part of the exporter's name, its
    credit code, or a whole VIN. Each way has its index and its own limit.
    """
    cases = applications.cases_visible_to(user).order_by("-pk")
    vin = normalise(text)
    ways = [
        cases.filter(reference__startswith=text.upper()),
        cases.filter(contract_number__startswith=text),
        cases.filter(organisation__in=_companies(text)),
        cases.filter(pk__in=Vehicle.objects.filter(vin=vin).values("application")),
    ]
    first, *others = (way.values("pk")[:MOST_FOUND] for way in ways)
    return list(
        cases.filter(pk__in=first.union(*others)).annotate(
            was_corrected=Exists(_answered_corrections())
        )[:MOST_FOUND]
    )


def _companies(text: str) -> list[int]:
    """Read before, so that the planner knows how many there are."""
    named = Q(name_en__icontains=text) | Q(name_zh__icontains=text)
    return list(
        Organisation.objects.filter(named | Q(uscc=text.upper())).values_list(
            "pk", flat=True
        )[:MOST_FOUND]
    )
