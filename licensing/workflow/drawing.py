"""Draws the table of states as Markdown, with the diagram in Mermaid."""

from licensing.enums import State
from licensing.workflow.application import (
    ACTORS,
    CLOSED,
    HOLDERS,
    TRANSITIONS,
)

_INTRODUCTION = """\
# The states of an application

Drawn from `licensing/workflow/application.py` by `manage.py draw_workflow`; a test
compares the two. A head, too, may give a case back to the queue, for an officer who is
away; and the portal does it when a case comes back to an officer who has left.
"""


def draw() -> str:
    """Return docs/states.md, in the active language."""
    return "\n".join((_INTRODUCTION, *_diagram(), "", *_holders(), "", *_actions(), ""))


def _diagram() -> list[str]:
    ends = [state for state in State if state in CLOSED]
    return [
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {State.DRAFT}",
        *(f"    {t.source} --> {t.target}: {t.action.label}" for t in TRANSITIONS),
        *(f"    {state} --> [*]" for state in ends),
        "```",
    ]


def _holders() -> list[str]:
    return [
        "| State | Shown as | Who holds the pen |",
        "|---|---|---|",
        *(f"| `{state}` | {state.label} | {HOLDERS[state].label} |" for state in State),
    ]


def _actions() -> list[str]:
    return [
        "| Action | Shown as | Who may |",
        "|---|---|---|",
        *(
            f"| `{action}` | {action.label} | {holder.label} |"
            for action, holder in ACTORS.items()
        ),
    ]
