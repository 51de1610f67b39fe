"""What was recommended and decided."""

from dataclasses import dataclass
from datetime import datetime

from licensing.enums import Outcome
from licensing.models import Decision, Recommendation
from portal.ui.tones import Tone


@dataclass(frozen=True, slots=True)
class PresentedOutcome:
    tone: Tone
    word: str
    ground: str
    explanation: str
    note: str
    by: str
    at: datetime


def of_recommendation(row: Recommendation) -> PresentedOutcome:
    return PresentedOutcome(
        tone=_TONES[Outcome(row.outcome)],
        word=str(Outcome(row.outcome).label),
        ground=f"{row.reason.code} {row.reason.name}" if row.reason else "",
        explanation=row.explanation,
        note=row.note,
        by=row.recommended_by.name,
        at=row.recommended_at,
    )


def of_decision(row: Decision) -> PresentedOutcome:
    return PresentedOutcome(
        tone=_TONES[Outcome(row.outcome)],
        word=str(Outcome(row.outcome).label),
        ground=f"{row.reason.code} {row.reason.name}" if row.reason else "",
        explanation=row.explanation,
        note="",
        by=row.decided_by.name,
        at=row.decided_at,
    )


_TONES = {Outcome.GRANT: Tone.OK, Outcome.REFUSE: Tone.STOP}


def as_initial(row: Recommendation) -> dict[str, object]:
    """Return what the second level finds filled in: the first level's words."""
    return {
        "outcome": row.outcome,
        "reason": row.reason.code if row.reason else "",
        "explanation": row.explanation,
        "recommendation_number": row.number,
    }
