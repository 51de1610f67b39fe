"""The worklist: tabs, rows, and what to do first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from licensing.enums import State
from licensing.presenters import clocks
from licensing.presenters.officer import states
from licensing.presenters.words import country_name, reader_language
from licensing.queries.worklists import (
    MOST_COUNTED,
    MOST_FOUND,
    Key,
    Listed,
    Page,
    Worklist,
)
from licensing.rules import clocks as rules
from portal.accounts.models import User
from portal.accounts.roles import Permission
from portal.calendars.working_days import WorkingCalendar
from portal.ui.tones import Tone
from portal.ui.writing import write_number


@dataclass(frozen=True, slots=True)
class _Words:
    tab: Promise | str
    heading: Promise | str
    empty: Promise | str
    hint: Promise | str


WORDS: Final = {
    Worklist.MINE: _Words(
        _("My cases"),
        _("Cases assigned to me"),
        _("You have no case in hand"),
        _("Claim the next case, and it appears here with its clock."),
    ),
    Worklist.UNCLAIMED: _Words(
        _("Unclaimed"),
        _("Unclaimed cases"),
        _("Nobody waits"),
        _("A case appears here as soon as its exporter submits it."),
    ),
    Worklist.SECOND: _Words(
        _("Second review"),
        _("Cases in second review"),
        _("Nothing to decide"),
        _(
            "A case appears here as soon as a first-level officer recommends an outcome."
        ),
    ),
    Worklist.RETURNED: _Words(
        _("With exporter"),
        _("Cases with their exporters"),
        _("No exporter owes an answer"),
        _("A case is here while a correction is asked, and goes back by itself."),
    ),
    Worklist.OVERDUE: _Words(
        _("Overdue"),
        _("Overdue cases"),
        _("Nothing is overdue"),
        _("A case appears here when its working days are over and nobody decided."),
    ),
    Worklist.ALL: _Words(
        _("All open"),
        _("All open cases"),
        _("There are no open cases"),
        _("Every case is here from its submission to its decision."),
    ),
}


@dataclass(frozen=True, slots=True)
class Tab:
    label: Promise | str
    url: str
    is_current: bool
    count: int
    is_capped: bool
    tone: str


@dataclass(frozen=True, slots=True)
class Row:
    reference: str
    url: str
    exporter: str
    manufacturer: str
    officer: str
    destination: str
    quantity: int
    blockers: int
    checks: int
    state: states.PresentedState
    clock: clocks.PresentedClock


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the worklist: one list, or what a search found."""

    heading: Promise | str
    summary: str
    empty: Promise | str
    hint: Promise | str
    tabs: list[Tab]
    rows: list[Row]
    previous: str
    following: str
    next_url: str
    can_claim: bool


def worklists_for(user: User) -> list[Worklist]:
    """Return the person's lists; the first is the one that opens by itself."""
    if user.has_role(Permission.ASSESS_CASE):
        return list(Worklist)
    others = [worklist for worklist in Worklist if worklist is not Worklist.MINE]
    first = Worklist.SECOND if user.has_role(Permission.DECIDE_CASE) else Worklist.ALL
    return sorted(others, key=lambda worklist: worklist is not first)


def sheet(
    worklist: Worklist,
    page: Page,
    rows: list[Row],
    counts: Mapping[Worklist, int],
    *,
    reader: User,
) -> Sheet:
    words = WORDS[worklist]
    is_first_page = page.previous is None
    is_to_do = worklist in {Worklist.MINE, Worklist.SECOND} and is_first_page
    return Sheet(
        heading=words.heading,
        summary=_summary(counts[worklist]),
        empty=words.empty,
        hint=words.hint,
        tabs=_tabs(counts, worklist),
        rows=rows,
        previous=_address(worklist, before=page.previous),
        following=_address(worklist, after=page.following),
        next_url=rows[0].url if is_to_do and rows else "",
        can_claim=(
            worklist in {Worklist.MINE, Worklist.UNCLAIMED}
            and reader.has_role(Permission.ASSESS_CASE)
            and counts[Worklist.UNCLAIMED] > 0
        ),
    )


def sheet_of_found(text: str, rows: list[Row], counts: Mapping[Worklist, int]) -> Sheet:
    if len(rows) == MOST_FOUND:
        summary = gettext("The %(count)s newest are shown. Type more to find fewer.")
    else:
        summary = ngettext("%(count)s case found", "%(count)s cases found", len(rows))
    return Sheet(
        heading=gettext("Cases that match “%(text)s”") % {"text": text},
        summary=summary % {"count": write_number(len(rows))},
        empty=_("No case matches"),
        hint=_(
            "Look for the beginning of a reference or a contract number, a company’s"
            " name or credit code, or a whole VIN."
        ),
        tabs=_tabs(counts, None),
        rows=rows,
        previous="",
        following="",
        next_url="",
        can_claim=False,
    )


def _summary(count: int) -> str:
    words = ngettext(
        "%(count)s case, soonest deadline first",
        "%(count)s cases, soonest deadline first",
        count,
    )
    if count == MOST_COUNTED:
        words = gettext("More than %(count)s cases, soonest deadline first")
    return words % {"count": write_number(count)}


def _tabs(counts: Mapping[Worklist, int], current: Worklist | None) -> list[Tab]:
    return [
        Tab(
            label=WORDS[worklist].tab,
            url=_address(worklist),
            is_current=worklist is current,
            count=count,
            is_capped=count == MOST_COUNTED,
            tone=Tone.STOP if worklist is Worklist.OVERDUE and count else "",
        )
        for worklist, count in counts.items()
    ]


def _address(worklist: Worklist, **keys: Key | None) -> str:
    """Return the address of a list, or of a page of it; empty where there is none."""
    if keys and None in keys.values():
        return ""
    return f"{reverse('case-list')}?{urlencode({'list': worklist, **keys})}"


def rows_of(
    cases: Iterable[Listed],
    readings: Mapping[int, rules.ClockFacts],
    calendar: WorkingCalendar,
    *,
    reader: User,
    on: date,
) -> list[Row]:
    """Present cases found by `queries.worklists`, with their clocks by key."""
    is_chinese = reader_language() == "zh-hans"
    # The rows of a list share a few countries, states and clocks.
    name, look, say = cache(country_name), cache(states.present), cache(clocks.present)

    def present(case: Listed) -> Row:
        maker = case.manufacturer_zh if is_chinese else case.manufacturer_en
        is_own_make = case.manufacturer_id == case.organisation_id
        is_readers = case.officer_id == reader.pk
        reading = rules.read(readings[case.pk], calendar, on=on)
        return Row(
            reference=case.reference,
            url=reverse("case", args=[case.reference]),
            exporter=case.organisation_zh if is_chinese else case.organisation_en,
            manufacturer="" if is_own_make else maker or "",
            officer="" if is_readers else case.officer_name or "",
            destination=name(case.destination),
            quantity=case.quantity,
            blockers=case.blocker_count,
            checks=case.check_count,
            state=look(State(case.state), was_corrected=case.was_corrected),
            clock=say(reading, on=on, is_brief=True),
        )

    return [present(case) for case in cases]
