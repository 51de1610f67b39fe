"""The case room as plain values: what was read about a case, put into words."""

from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from licensing.enums import State
from licensing.models import Application
from licensing.presenters import clocks, findings
from licensing.presenters.officer import (
    case,
    checks,
    corrections,
    documents,
    outcomes,
    states,
)
from licensing.queries.cases import CaseFile, SentBefore
from licensing.rules import clocks as clock_rules
from portal.accounts.models import User
from portal.ui.writing import write_date


@dataclass(frozen=True, slots=True)
class Room:
    reference: str
    heading: str
    state: states.PresentedState
    clock: clocks.PresentedClock
    held_by: str
    changes: str
    rows: list[case.Row]
    goods: case.Goods
    documents: documents.Documents
    findings: list[findings.PresentedFinding]
    blockers: int
    checks: int
    passed: list[str | Promise]
    corrections: list[corrections.Request]
    recommendation: outcomes.PresentedOutcome | None
    decision: outcomes.PresentedOutcome | None
    licence: str


def present(
    file: CaseFile, *, reader: User, chosen: str, can_correct: bool, on: date
) -> Room:
    """Put a case into words; `chosen` is the document asked for, if any."""
    application = file.application
    rows = case.rows(application, file.facts, file.labels, file.before)
    goods = case.goods(application, file.facts, file.before)
    files = documents.present(application, chosen=chosen, before=file.before)
    licence = getattr(application, "licence", None)
    decision = getattr(application, "decision", None)
    return Room(
        reference=application.reference,
        heading=case.heading(application),
        state=states.present(State(application.state), was_corrected=bool(file.items)),
        clock=clocks.present(clock_rules.read(file.clock, file.calendar, on=on), on=on),
        held_by=_held_by(application, reader),
        changes=_changes(file.before, rows, goods, files),
        rows=rows,
        goods=goods,
        documents=files,
        findings=_findings(file, can_correct=can_correct),
        blockers=len(file.judgement.blockers),
        checks=len(file.judgement.checks),
        passed=[checks.PASSED[name] for name in file.judgement.passed],
        corrections=corrections.present(file.items),
        recommendation=(
            outcomes.of_recommendation(file.recommendation)
            if file.recommendation
            else None
        ),
        decision=outcomes.of_decision(decision) if decision else None,
        licence=licence.number if licence else "",
    )


def _held_by(application: Application, reader: User) -> str:
    if application.officer is None:
        return ""
    since = {"date": write_date(application.claimed_at, "short")}
    if application.officer == reader:
        return _("Yours since %(date)s") % since
    return _("%(officer)s since %(date)s") % {
        **since,
        "officer": application.officer.name,
    }


def _changes(
    before: SentBefore | None,
    rows: list[case.Row],
    goods: case.Goods,
    files: documents.Documents,
) -> str:
    """Say how much the answer to a correction changed; nothing without one."""
    if before is None:
        return ""
    count = case.count_changes(rows, goods, files.new)
    words = ngettext(
        "%(count)d thing changed with the answer of %(date)s. It is marked below.",
        "%(count)d things changed with the answer of %(date)s. They are marked below.",
        count,
    )
    return words % {"count": count, "date": write_date(before.answered_at, "short")}


def _findings(file: CaseFile, *, can_correct: bool) -> list[findings.PresentedFinding]:
    """Blockers first, then checks, each in the order of the rules."""
    judgement, application = file.judgement, file.application
    names = {row.code: row.name for row in application.type_version.requirements.all()}
    url = reverse("case-correction", args=[application.reference])
    found = []
    for finding in (*judgement.blockers, *judgement.checks):
        presented = findings.to_judge(finding, documents=names)
        if can_correct:
            link = findings.Link(
                _("Add to correction"), f"{url}?finding={finding.code}"
            )
            presented = replace(presented, links=(*presented.links, link))
        found.append(presented)
    return found
