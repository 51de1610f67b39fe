"""What this officer may do with this case now, and why not, if not."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from licensing import permissions
from licensing.enums import Action, State
from licensing.models import Application
from portal.accounts.models import User
from portal.ui.writing import write_number


@dataclass(frozen=True, slots=True)
class Panel:
    """The next act and its words; closed while `why_not` says why.

    `act` is empty when nobody of the authority can do anything now.
    """

    title: str | Promise
    act: str
    label: str | Promise
    why_not: str
    text: str | Promise = ""
    can_release: bool = False

    def is_open(self, action: Action) -> bool:
        return self.act == action and not self.why_not

    @property
    def can_correct(self) -> bool:
        return self.is_open(Action.RECOMMEND)


# By state: the act, and the label of its button while it is closed.
_ACTS: Final = {
    State.SUBMITTED: (Action.CLAIM, gettext_lazy("Claim this case")),
    State.IN_REVIEW: (Action.RECOMMEND, gettext_lazy("Send to second review")),
    State.RECOMMENDED: (Action.GRANT, gettext_lazy("Decide")),
}
_YOURS: Final = {
    Action.CLAIM: gettext_lazy("First review"),
    Action.RECOMMEND: gettext_lazy("Your recommendation"),
    Action.GRANT: gettext_lazy("Your decision"),
}
_HINTS: Final = {
    Action.GRANT: gettext_lazy(
        "A decision is final. A grant issues the licence at once; a refusal is sent to"
        " the exporter."
    ),
}
_RESTS: Final = {
    State.RETURNED: gettext_lazy(
        "The exporter is mending its application, so it may change while you read. It"
        " comes back to its officer with the answer."
    ),
    State.GRANTED: gettext_lazy("The case is closed."),
    State.REFUSED: gettext_lazy("The case is closed."),
    State.WITHDRAWN: gettext_lazy("The exporter withdrew the application."),
}


def present(application: Application, *, reader: User) -> Panel:
    state = State(application.state)
    if state not in _ACTS:
        return Panel(
            title=state.label, act="", label="", why_not="", text=_RESTS[state]
        )
    action, label = _ACTS[state]
    why_not = permissions.why_not(
        permissions.check_may_perform, reader, application, action
    )
    return Panel(
        title=state.label if why_not else _YOURS[action],
        act=action,
        label=label,
        why_not=why_not,
        text="" if why_not else _HINTS.get(action, ""),
        can_release=state is State.IN_REVIEW
        and permissions.allows(
            permissions.check_may_perform, reader, application, Action.RELEASE
        ),
    )


def why_no_grant(blockers: int) -> str:
    """Say why a grant is closed; nothing when no rule blocks it."""
    if not blockers:
        return ""
    words = ngettext(
        "A grant is closed while %(count)s blocker is open.",
        "A grant is closed while %(count)s blockers are open.",
        blockers,
    )
    return words % {"count": write_number(blockers)}


def why_no_correction(panel: Panel) -> str:
    if panel.act == Action.RECOMMEND:
        return panel.why_not
    return _("A correction can be asked only while a case is in first review.")
