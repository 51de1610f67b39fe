"""What a case's state says to an officer."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from licensing.enums import State
from portal.ui.tones import Tone


@dataclass(frozen=True, slots=True)
class PresentedState:
    """What the tag `state_badge` draws."""

    tone: Tone
    shape: str
    word: str


_LOOKS: Final = {
    State.DRAFT: (Tone.IDLE, "draft"),
    State.SUBMITTED: (Tone.IDLE, "ring"),
    State.IN_REVIEW: (Tone.INFO, "half"),
    State.RETURNED: (Tone.IDLE, "pause"),
    State.RECOMMENDED: (Tone.INFO, "half"),
    State.GRANTED: (Tone.OK, "done"),
    State.REFUSED: (Tone.STOP, "stop"),
    State.WITHDRAWN: (Tone.IDLE, "cross"),
}


def present(state: State, *, was_corrected: bool) -> PresentedState:
    """Mark a case that came back from its exporter as corrected."""
    if state is State.IN_REVIEW and was_corrected:
        return PresentedState(Tone.WARN, "changed", _("Corrected"))
    tone, shape = _LOOKS[state]
    return PresentedState(tone, shape, str(state.label))
