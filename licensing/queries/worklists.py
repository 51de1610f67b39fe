"""The officers' lists: whose turn it is, soonest deadline first.

Every list is read through a partial index of its state (licensing.models.application)
and page by page from a key, so that a million cases cost no more than a hundred.

Officers open these lists all day, and to compose their queries takes Django several
times as long as PostgreSQL needs to answer. So they are composed once, with values that
stand in for the person, the day and the key, and kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Final, NamedTuple

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


class Listed(NamedTuple):
    """What a list shows of a case."""

    pk: int
    reference: str
    state: str
    destination: str
    due_on: date
    quantity: int
    blocker_count: int
    check_count: int
    organisation_id: int
    organisation_en: str
    organisation_zh: str
    manufacturer_id: int | None
    manufacturer_en: str | None
    manufacturer_zh: str | None
    officer_id: int | None
    officer_name: str | None
    was_corrected: bool


# Where each comes from; whether a case was corrected is asked beside it.
_COLUMNS: Final = (
    *("pk", "reference", "state", "destination", "due_on", "quantity"),
    *("blocker_count", "check_count"),
    *("organisation_id", "organisation__name_en", "organisation__name_zh"),
    *("manufacturer_id", "manufacturer__name_en", "manufacturer__name_zh"),
    *("officer_id", "officer__name"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """Some cases of a list, and the keys to read on from where there is more."""

    cases: Sequence[Listed]
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
    kept = [_count_query(each, user.role, MOST_COUNTED) for each in worklists]
    query = _Query(
        f"SELECT {', '.join(each.sql for each in kept)}",
        tuple(value for each in kept for value in each.values),
    )
    (counts,) = query.run({_ANYBODY: user.pk, _ANY_DAY: on})
    return list(counts)


def read_page(
    worklist: Worklist,
    *,
    user: User,
    on: date,
    after: Key | None = None,
    before: Key | None = None,
) -> Page:
    """Read a page of a list, from its beginning or from a key on."""
    direction = "lt" if before else "gt" if after else ""
    key = before or after or _ANY_KEY
    query = _page_query(worklist, user.role, direction, PAGE_SIZE + 1)
    actual = {
        _ANYBODY: user.pk,
        _ANY_DAY: on,
        _ANY_KEY.due_on: key.due_on,
        _ANY_KEY.pk: key.pk,
    }
    rows = [Listed._make(row) for row in query.run(actual)]
    is_cut = len(rows) > PAGE_SIZE
    shown = rows[:PAGE_SIZE]
    if before is not None:
        return _page(shown[::-1], has_previous=is_cut, has_following=True)
    return _page(shown, has_previous=after is not None, has_following=is_cut)


# Stand in for a person, a day and a key: no row has such values.
_ANYBODY: Final = -1
_ANY_DAY: Final = date.min
_ANY_KEY: Final = Key(date.max, -2)


@dataclass(frozen=True, slots=True)
class _Query:
    """SQL as Django composed it, and its values, stand-ins among them."""

    sql: str
    values: tuple[Any, ...]

    def run(self, actual: Mapping[Any, Any]) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [actual.get(v, v) for v in self.values])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


@cache
def _count_query(worklist: Worklist, role: str, most: int) -> _Query:
    cases = _cases_for_anybody(worklist, role).order_by().values("pk")
    sql, values = cases[:most].query.sql_with_params()
    # Compiled by Django, with its parameters beside it.
    return _Query(f"(SELECT count(*) FROM ({sql}) AS counted)", values)  # noqa: S608 -- ours


@cache
def _page_query(worklist: Worklist, role: str, direction: str, size: int) -> _Query:
    cases = _cases_for_anybody(worklist, role)
    if direction:
        cases = cases.filter(_beyond(_ANY_KEY, direction))
    order = ("-due_on", "-pk") if direction == "lt" else ("due_on", "pk")
    rows = _to_show(cases.order_by(*order))[:size]
    return _Query(*rows.query.sql_with_params())


def _cases_for_anybody(worklist: Worklist, role: str) -> "QuerySet[Application]":
    return cases_in(worklist, user=User(pk=_ANYBODY, role=role), on=_ANY_DAY)


def _beyond(key: Key, direction: str) -> Q:
    """Compare (due_on, id); the first condition alone lets the index be used."""
    return Q(**{f"due_on__{direction}e": key.due_on}) & (
        Q(**{f"due_on__{direction}": key.due_on}) | Q(**{f"pk__{direction}": key.pk})
    )


def _page(cases: Sequence[Listed], *, has_previous: bool, has_following: bool) -> Page:
    if not cases:
        return Page([])
    return Page(
        cases,
        previous=_key_of(cases[0]) if has_previous else None,
        following=_key_of(cases[-1]) if has_following else None,
    )


def _key_of(case: Listed) -> Key:
    return Key(case.due_on, case.pk)


def _to_show(
    cases: "QuerySet[Application]",
) -> "QuerySet[Application, tuple[Any, ...]]":
    answered = Correction.objects.filter(
        application=OuterRef("pk"), answered_at__isnull=False
    )
    shown: QuerySet[Application, tuple[Any, ...]] = cases.values_list(
        *_COLUMNS, Exists(answered)
    )
    return shown


def lock_next_unclaimed(user: User) -> Application | None:
    """Return the waiting case that is due first, locked; those taken now are skipped.

    Cases of a company the person acts for are not for them.
    """
    return (
        Application.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("organisation", "manufacturer", "type_version__licence_type")
        .filter(state=State.SUBMITTED)
        .exclude(organisation__memberships__user=user)
        .exclude(manufacturer__memberships__user=user)
        .order_by("due_on", "pk")
        .first()
    )


def find(text: str, *, user: User) -> list[Listed]:
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
    found = _to_show(cases.filter(pk__in=first.union(*others)))[:MOST_FOUND]
    return [Listed._make(row) for row in found]


def _companies(text: str) -> list[int]:
    """Read before, so that the planner knows how many there are."""
    named = Q(name_en__icontains=text) | Q(name_zh__icontains=text)
    return list(
        Organisation.objects.filter(named | Q(uscc=text.upper())).values_list(
            "pk", flat=True
        )[:MOST_FOUND]
    )
