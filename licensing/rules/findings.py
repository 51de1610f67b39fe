"""What a rule says: a code, how grave it is, where it belongs and its evidence."""

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """A blocker stops the act; a check asks an officer to look."""

    BLOCKER = "BLOCKER"
    CHECK = "CHECK"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about the facts.

    `code` names the sentence (the presenters hold its words in both languages),
    `evidence` fills its blanks, `rule` is the id in the regime, `section` the section of
    the task list where the exporter mends it.
    """

    code: str
    severity: Severity
    section: str
    rule: str
    evidence: dict[str, str] = field(default_factory=dict)
