"""What happened to each case of the demonstration, and how long ago.

A story is a list of acts by named people; the past is played in the order of the calendar
through the same operations that the screens call.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Act:
    """Something somebody does so many working days after the story begins."""

    day: int
    what: str
    who: str


@dataclass(frozen=True, slots=True)
class Story:
    """One case. `working_days_ago` says when it begins; `ends_in` counts from its end.

    A story with `ends_in` begins on the day that lets its licence end in about so many
    days from today.
    """

    company: str
    maker: str
    by: str
    model: str
    quantity: int
    price: Decimal
    destination: str
    district: str
    buyer: str
    acts: tuple[Act, ...]
    working_days_ago: int = 0
    ends_in: int | None = None
