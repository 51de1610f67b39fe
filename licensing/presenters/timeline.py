"""What happened to a case, in sentences: all of it for officers, half for exporters.

Exporters read what they and the authority did, but neither which officer did it nor
what officers say to each other.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from licensing.enums import ScanState, Section
from portal.accounts.models import User
from portal.audit.models import Event
from portal.ui.tones import Tone
from portal.ui.writing import write_date


@dataclass(frozen=True, slots=True)
class Entry:
    """What the tag `timeline` draws; `visible_to` is empty when everyone may see it."""

    tone: Tone
    text: str
    at: datetime
    visible_to: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """How a verb is told. The sentence may name `who` and any fact of its event."""

    tone: Tone
    sentence: str | Promise
    is_by_officer: bool = False
    is_internal: bool = False
    has_note: bool = False


_LINES: Final = {
    "application.started": _Line(Tone.IDLE, _("%(who)s started the application.")),
    "application.changed": _Line(Tone.IDLE, _("%(who)s changed “%(section)s”.")),
    "application.submit": _Line(Tone.INFO, _("%(who)s submitted the application.")),
    "application.claim": _Line(
        Tone.INFO, _("%(who)s claimed the case."), is_by_officer=True
    ),
    "application.release": _Line(
        Tone.IDLE,
        _("%(who)s gave the case back to the queue."),
        is_by_officer=True,
        is_internal=True,
    ),
    "application.request_correction": _Line(
        Tone.WARN,
        _("%(who)s asked for a correction, and the clock paused."),
        is_by_officer=True,
    ),
    "application.answer": _Line(
        Tone.INFO, _("%(who)s answered the correction, and the clock ran on.")
    ),
    "application.recommend": _Line(
        Tone.INFO,
        _("%(who)s sent the case to second review."),
        is_by_officer=True,
        has_note=True,
    ),
    "application.send_back": _Line(
        Tone.WARN,
        _("%(who)s sent the case back to first review."),
        is_by_officer=True,
        has_note=True,
    ),
    "application.grant": _Line(
        Tone.OK, _("%(who)s granted the application."), is_by_officer=True
    ),
    "application.refuse": _Line(
        Tone.STOP, _("%(who)s refused the application."), is_by_officer=True
    ),
    "application.withdraw": _Line(Tone.IDLE, _("%(who)s withdrew the application.")),
    "certificate.made": _Line(Tone.IDLE, _("The certificate was made and signed.")),
    "clock.recomputed": _Line(
        Tone.IDLE, _("By the calendar as it is now, a decision is due on %(due_on)s.")
    ),
    "correction.noted": _Line(
        Tone.IDLE, _("%(who)s kept answers to the correction, not yet sent.")
    ),
    "document.added": _Line(Tone.IDLE, _("%(who)s added “%(name)s”.")),
    # One line for all of them: which, and when each, stands in the audit trail.
    "document.opened": _Line(
        Tone.IDLE, _("%(who)s opened the documents."), is_by_officer=True
    ),
    "document.removed": _Line(Tone.IDLE, _("%(who)s removed “%(name)s”.")),
    "licence.issued": _Line(Tone.OK, _("The licence was issued.")),
    "licence.suspended": _Line(
        Tone.WARN,
        _("%(who)s suspended the licence."),
        is_by_officer=True,
    ),
    "licence.revoked": _Line(
        Tone.STOP,
        _("%(who)s revoked the licence."),
        is_by_officer=True,
    ),
    "vehicles.read": _Line(Tone.IDLE, _("%(who)s uploaded “%(file)s”.")),
    "vehicles.agreed": _Line(
        Tone.IDLE, _("%(who)s saved the list of vehicles. It holds %(count)s.")
    ),
    "vehicles.removed": _Line(
        Tone.IDLE, _("%(who)s took cars off the list. It holds %(count)s.")
    ),
    "vehicles.cleared": _Line(Tone.IDLE, _("%(who)s emptied the list of vehicles.")),
}
# That a file is clean is said where it is opened.
_REFUSED_BY_SCANNER: Final = _Line(
    Tone.STOP, _("“%(name)s” was refused by the scanner.")
)


class _Facts(dict[str, object]):
    """What an event tells; what was erased from it is left out of the sentence."""

    def __missing__(self, name: str) -> str:
        return "…"


def for_officers(events: Iterable[Event], *, reader: User) -> list[Entry]:
    """Tell everything, in the order of the events."""
    return _fold(_tell_officers(events, reader))


def for_exporter(events: Iterable[Event], *, reader: User) -> list[Entry]:
    """Tell the public half, in the order of the events."""
    return _fold(_tell_exporter(events, reader))


def _tell_officers(events: Iterable[Event], reader: User) -> Iterator[Entry]:
    for event, line in _known(events):
        entry = _entry(event, line, _who(event, reader))
        if line.is_internal:
            yield replace(entry, visible_to=gettext("Officers only"))
        elif line.has_note and event.reason:
            yield replace(
                entry,
                text=gettext("%(sentence)s Note: “%(note)s”")
                % {"sentence": entry.text, "note": event.reason},
                visible_to=gettext("Note for officers only"),
            )
        else:
            yield entry


def _tell_exporter(events: Iterable[Event], reader: User) -> Iterator[Entry]:
    for event, line in _known(events):
        if not line.is_internal:
            who = (
                gettext("The authority") if line.is_by_officer else _who(event, reader)
            )
            yield _entry(event, line, who)


def _known(events: Iterable[Event]) -> Iterator[tuple[Event, _Line]]:
    for event in events:
        line = _LINES.get(event.verb)
        if event.facts.get("verdict") == ScanState.REFUSED:
            line = _REFUSED_BY_SCANNER
        if line is not None:
            yield event, line


def _entry(event: Event, line: _Line, who: str) -> Entry:
    facts = _Facts(event.facts, who=who)
    if "section" in facts:
        facts["section"] = Section(str(facts["section"])).label
    if "due_on" in facts:
        facts["due_on"] = write_date(date.fromisoformat(str(facts["due_on"])))
    return Entry(line.tone, str(line.sentence) % facts, event.at)


def _who(event: Event, reader: User) -> str:
    if event.actor_id == str(reader.pk):
        return gettext("You")
    if event.told and not event.actor_id:
        return gettext("The portal")
    # The name is gone once the event's payload was erased.
    return event.actor_name or gettext("Somebody")


def _fold(entries: Iterable[Entry]) -> list[Entry]:
    """Leave out what only repeats the entry before: ten saves of one section."""
    told: list[Entry] = []
    for entry in entries:
        if not told or entry.text != told[-1].text:
            told.append(entry)
    return told
