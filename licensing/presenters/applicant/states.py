"""What the state of an application says to its exporter."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

from licensing.enums import NoticeKind, State
from portal.ui.tones import Tone


@dataclass(frozen=True, slots=True)
class PresentedState:
    """What the tag `state_badge` draws."""

    tone: Tone
    shape: str
    word: str | Promise


# The exporter has to act on a draft and on what came back; the rest is under way.
_LOOKS: Final = {
    State.DRAFT: (Tone.IDLE, "draft"),
    State.SUBMITTED: (Tone.INFO, "ring"),
    State.IN_REVIEW: (Tone.INFO, "half"),
    State.RETURNED: (Tone.WARN, "warning"),
    State.RECOMMENDED: (Tone.INFO, "half"),
    State.GRANTED: (Tone.OK, "done"),
    State.REFUSED: (Tone.STOP, "stop"),
    State.WITHDRAWN: (Tone.IDLE, "cross"),
}

# “With exporter” is what an officer calls it.
_WORDS: Final = {State.RETURNED: NoticeKind.CORRECTION.label}


def present(state: str) -> PresentedState:
    known = State(state)
    tone, shape = _LOOKS[known]
    return PresentedState(tone, shape, _WORDS.get(known, known.label))
