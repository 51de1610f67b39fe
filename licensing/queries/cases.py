"""What the case room shows, read in a few queries however many cars there are."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import MD5, Cast

from licensing.enums import State
from licensing.models import (
    Application,
    CodeEntry,
    Correction,
    CorrectionItem,
    Decision,
    Document,
    Recommendation,
)
from licensing.queries import applications, catalogue
from licensing.queries.clocks import facts_of_cases
from licensing.queries.facts import facts_for
from licensing.rules.clocks import ClockFacts
from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, Severity
from licensing.rules.judgement import Judgement, Stage, judge
from portal.accounts.models import User
from portal.calendars.queries import calendar_for
from portal.calendars.working_days import WorkingCalendar

_DECIDED = frozenset({State.GRANTED, State.REFUSED})


def visible_to(user: User) -> "QuerySet[Application]":
    """Return the cases the person may see as an officer, with what stands around them.

    `was_corrected` and `was_recommended` say whether there is anything to read of it.
    """
    return (
        applications.cases_visible_to(user)
        .select_related(
            "submitted_by", "decision__reason", "decision__decided_by", "licence"
        )
        # Both hold the whole list of cars.
        .defer("decision__basis", "licence__face")
        .prefetch_related(
            "type_version__requirements",
            Prefetch("documents", Document.objects.order_by("pk")),
        )
        .annotate(
            was_corrected=Exists(Correction.objects.filter(application=OuterRef("pk"))),
            was_recommended=Exists(
                Recommendation.objects.filter(application=OuterRef("pk"))
            ),
        )
    )


def correction_items(application: Application) -> list[CorrectionItem]:
    """Return all that was ever asked, with its request, the latest request first."""
    if not _was(application, "was_corrected"):
        return []
    return list(
        CorrectionItem.objects.filter(correction__application=application)
        .select_related("correction", "requirement")
        .order_by("-correction__number", "position")
    )


def latest_recommendation(application: Application) -> Recommendation | None:
    if not _was(application, "was_recommended"):
        return None
    return (
        application.recommendations.select_related("reason", "recommended_by")
        .order_by("-number")
        .first()
    )


@dataclass(frozen=True, slots=True)
class SentBefore:
    """What the exporter had sent before its latest answer to a correction."""

    answered_at: datetime
    contract: dict[str, str]
    manufacturer: str
    lines: dict[int, dict[str, Any]]
    documents: frozenset[str]
    vehicles_differ: bool


def sent_before(application: Application) -> SentBefore | None:
    """Return what to compare the contents with; None if nothing was sent twice.

    While the exporter is mending, nothing is compared: it has not said that it is done.
    """
    if application.state == State.RETURNED or not _was(application, "was_corrected"):
        return None
    pair = list(
        application.submissions.order_by("-number").values(
            "submitted_at",
            "contents__contract",
            "contents__manufacturer",
            "contents__lines",
            "contents__documents",
            # A hundred thousand cars are compared where they are.
            vehicles=MD5(Cast(KT("contents__vehicles"), TextField())),
        )[:2]
    )
    if len(pair) == 1:
        return None
    latest, earlier = pair
    return SentBefore(
        answered_at=latest["submitted_at"],
        contract=earlier["contents__contract"],
        manufacturer=earlier["contents__manufacturer"],
        lines={line["position"]: line for line in earlier["contents__lines"]},
        documents=frozenset(sha256 for _, sha256 in earlier["contents__documents"]),
        vehicles_differ=latest["vehicles"] != earlier["vehicles"],
    )


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with everything that is read about it."""

    application: Application
    facts: ApplicationFacts
    judgement: Judgement
    labels: dict[tuple[str, str], CodeEntry]
    clock: ClockFacts
    calendar: WorkingCalendar
    items: list[CorrectionItem]
    recommendation: Recommendation | None
    before: SentBefore | None


def read(application: Application, *, on: date) -> CaseFile:
    """Read a case found by `visible_to`, judged for a decision on the day.

    A decided case is shown with what was found then.
    """
    facts = facts_for(application, on=on)
    return CaseFile(
        application=application,
        facts=facts,
        judgement=_judgement(application, facts),
        labels=catalogue.labels(on),
        clock=facts_of_cases([application.pk])[application.pk],
        calendar=calendar_for(settings.JURISDICTION),
        items=correction_items(application),
        recommendation=latest_recommendation(application),
        before=sent_before(application),
    )


def _judgement(application: Application, facts: ApplicationFacts) -> Judgement:
    if application.state not in _DECIDED:
        return judge(facts, stage=Stage.DECISION)
    findings, passed = Decision.objects.values_list(
        "basis__findings", "basis__passed"
    ).get(application=application)
    return Judgement(
        tuple(
            Finding(**{**finding, "severity": Severity(finding["severity"])})
            for finding in findings
        ),
        tuple(passed),
    )


def _was(application: Application, annotation: str) -> bool:
    """Whether there is something to read, as `visible_to` has seen it."""
    return bool(getattr(application, annotation))
