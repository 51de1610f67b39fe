"""What /styleguide/ shows: each component with invented values, in both languages."""

from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from portal.ui.forms import SampleForm
from portal.ui.icons import SHAPES
from portal.ui.problems import Problem

_AT: Final = datetime(2026, 11, 25, 2, 41, tzinfo=UTC)
_SHA256: Final = "4f1c90ab" + "0" * 52 + "9a2e"


def samples() -> dict[str, Any]:
    """Build one of everything."""
    form = SampleForm({"price": "many", "transport": "sea"}, auto_id="sample_%s")
    return {
        "sample_form": form,
        "icons": list(SHAPES),
        "states": _states(),
        "clocks": _clocks(),
        "tabs": _tabs(),
        "findings": _findings(),
        "notices": _notices(),
        "events": _events(),
        "problems": [Problem(str(_("Row 42: the VIN has 16 characters")), "lists")],
        "sha256": _SHA256,
        "at": _AT,
        "amount": Decimal(9325000),
    }


def _states() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(tone="idle", shape="draft", word=_("Draft")),
        SimpleNamespace(tone="info", shape="half", word=_("First review")),
        SimpleNamespace(tone="warn", shape="changed", word=_("Corrected")),
        SimpleNamespace(tone="idle", shape="pause", word=_("With exporter")),
        SimpleNamespace(tone="ok", shape="done", word=_("Granted")),
        SimpleNamespace(tone="stop", shape="stop", word=_("Refused")),
    ]


def _clocks() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            tone="ok",
            headline=_("Day 2 of 3"),
            detail=_("due Thu 26 Nov"),
            blocks=("on", "on", "off"),
        ),
        SimpleNamespace(
            tone="warn",
            headline=_("Day 3 of 3"),
            detail=_("due today"),
            blocks=("on", "on", "on"),
        ),
        SimpleNamespace(
            tone="stop",
            headline=_("1 day over"),
            detail=_("was due Tue 24 Nov"),
            blocks=("on", "on", "on"),
        ),
        SimpleNamespace(
            tone="idle",
            headline=_("Paused"),
            detail=_("since Thu 19 Nov"),
            blocks=("on", "held", "held"),
        ),
    ]


def _tabs() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            label=_("My cases"), url="#lists", is_current=True, count=14, tone=""
        ),
        SimpleNamespace(
            label=_("Overdue"), url="#lists", is_current=False, count=2, tone="stop"
        ),
        SimpleNamespace(
            label=_("All open"), url="#lists", is_current=False, count=None, tone=""
        ),
    ]


def _findings() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            tone="stop",
            word=_("Blocker:"),
            title=_("contract says 490 cars, application says 500"),
            detail=_("110 in the contract, page 4, and 120 in the application."),
            basis="RF-05",
            links=[SimpleNamespace(label=_("Show on page 4"), url="#lists")],
        ),
        SimpleNamespace(
            tone="warn",
            word=_("Check:"),
            title=_("wrong check digit in row 233"),
            detail="LHJBE2AA7T1009230",
            basis="R-VN1",
            links=[],
        ),
        SimpleNamespace(
            tone="ok",
            word="",
            title=_("The exporter is authorised for 2026."),
            detail="",
            basis="",
            links=[],
        ),
    ]


def _notices() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            tone="warn",
            icon="clock",
            title=_("Licence 26-JN-000412 ends in 36 days, on 31 December"),
            text=_("188 cars are unused. Ship them by 31 December."),
            at=_AT,
            is_unread=True,
            url="#lists",
            action=_("Open licence"),
        ),
        SimpleNamespace(
            tone="ok",
            icon="done",
            title=_("Licence 26-JN-000431 was issued for 120 cars to Norway"),
            text=_("The certificate is signed and ready."),
            at=_AT,
            is_unread=False,
            url="",
            action="",
        ),
    ]


def _events() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            tone="warn",
            text=_("The exporter answered the correction and changed 3 things."),
            at=_AT,
            visible_to="",
        ),
        SimpleNamespace(
            tone="idle",
            text=_("An officer left a note."),
            at=_AT,
            visible_to=_("Officers only"),
        ),
        SimpleNamespace(
            tone="ok", text=_("The application was accepted."), at=_AT, visible_to=""
        ),
    ]
