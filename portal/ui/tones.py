"""The five tones of a state, each with the shape it takes when none is asked for."""

from enum import StrEnum


class Tone(StrEnum):
    OK = "ok"
    WARN = "warn"
    STOP = "stop"
    INFO = "info"
    IDLE = "idle"


SHAPE_OF = {
    Tone.OK: "done",
    Tone.WARN: "warning",
    Tone.STOP: "stop",
    Tone.INFO: "half",
    Tone.IDLE: "ring",
}


class UnknownTone(ValueError):
    """Only the five tones exist; a state takes one of them."""


def parse(value: str) -> Tone:
    """Read the name of a tone; raises UnknownTone for anything else."""
    try:
        return Tone(value)
    except ValueError:
        raise UnknownTone(f"There is no tone “{value}”.") from None
