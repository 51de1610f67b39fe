"""The life of an application, as a table. `manage.py draw_workflow` draws it."""

from dataclasses import dataclass

from licensing.enums import Action, Holder, State


class TransitionNotAllowed(Exception):
    """The table has no such move from where the application stands."""

    def __init__(self, action: Action, source: State) -> None:
        super().__init__(f"{action} is not possible while {source}.")
        self.action = action
        self.source = source


@dataclass(frozen=True, slots=True)
class Transition:
    action: Action
    source: State
    target: State


HOLDERS = {
    State.DRAFT: Holder.APPLICANT,
    State.SUBMITTED: Holder.FIRST_LEVEL,
    State.IN_REVIEW: Holder.FIRST_LEVEL,
    State.RETURNED: Holder.APPLICANT,
    State.RECOMMENDED: Holder.SECOND_LEVEL,
    State.GRANTED: Holder.NOBODY,
    State.REFUSED: Holder.NOBODY,
    State.WITHDRAWN: Holder.NOBODY,
}

TRANSITIONS = (
    Transition(Action.SUBMIT, State.DRAFT, State.SUBMITTED),
    Transition(Action.CLAIM, State.SUBMITTED, State.IN_REVIEW),
    Transition(Action.RELEASE, State.IN_REVIEW, State.SUBMITTED),
    Transition(Action.REQUEST_CORRECTION, State.IN_REVIEW, State.RETURNED),
    Transition(Action.ANSWER, State.RETURNED, State.IN_REVIEW),
    Transition(Action.RECOMMEND, State.IN_REVIEW, State.RECOMMENDED),
    Transition(Action.SEND_BACK, State.RECOMMENDED, State.IN_REVIEW),
    Transition(Action.GRANT, State.RECOMMENDED, State.GRANTED),
    Transition(Action.REFUSE, State.RECOMMENDED, State.REFUSED),
    Transition(Action.WITHDRAW, State.DRAFT, State.WITHDRAWN),
    Transition(Action.WITHDRAW, State.SUBMITTED, State.WITHDRAWN),
    Transition(Action.WITHDRAW, State.IN_REVIEW, State.WITHDRAWN),
    Transition(Action.WITHDRAW, State.RETURNED, State.WITHDRAWN),
)

# Who may take each action: the holder of the pen, but an exporter may always withdraw.
ACTORS = {
    Action.SUBMIT: Holder.APPLICANT,
    Action.CLAIM: Holder.FIRST_LEVEL,
    Action.RELEASE: Holder.FIRST_LEVEL,
    Action.REQUEST_CORRECTION: Holder.FIRST_LEVEL,
    Action.ANSWER: Holder.APPLICANT,
    Action.RECOMMEND: Holder.FIRST_LEVEL,
    Action.SEND_BACK: Holder.SECOND_LEVEL,
    Action.GRANT: Holder.SECOND_LEVEL,
    Action.REFUSE: Holder.SECOND_LEVEL,
    Action.WITHDRAW: Holder.APPLICANT,
}

CLOSED = frozenset(s for s, holder in HOLDERS.items() if holder is Holder.NOBODY)
OPEN = frozenset(HOLDERS) - CLOSED
WITH_AUTHORITY = frozenset(
    s
    for s, holder in HOLDERS.items()
    if holder in {Holder.FIRST_LEVEL, Holder.SECOND_LEVEL}
)
# What the authority may see: a draft is nobody's business but the exporter's.
SENT = frozenset(HOLDERS) - {State.DRAFT}

_BY_MOVE = {(t.action, t.source): t for t in TRANSITIONS}


def find_transition(*, action: Action, source: State) -> Transition:
    """Return the move. Raises TransitionNotAllowed when the table has none."""
    try:
        return _BY_MOVE[action, source]
    except KeyError:
        raise TransitionNotAllowed(action, source) from None
