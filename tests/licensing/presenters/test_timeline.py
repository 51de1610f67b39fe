import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from licensing.enums import Action, EndingKind, Outcome, Section
from licensing.operations import answers, decisions, licences, reviews, vehicles
from licensing.presenters import timeline
from licensing.queries import histories
from portal.audit import erasure, trail
from portal.audit.models import Event
from portal.audit.queries import events_about
from portal.ui.tones import Tone
from tests import steps


def told_officers(application, reader):
    return timeline.for_officers(events_about(application), reader=reader)


def told_exporter(application, reader):
    return timeline.for_exporter(events_about(application), reader=reader)


def texts(entries):
    return [entry.text for entry in entries]


@pytest.fixture
def long_case(draft, lin, chen, zhou):
    """A case that went everywhere and ended in a refusal."""
    steps.submit(draft, by=lin)
    steps.claim(draft, by=chen)
    reviews.release(application=draft, by=chen, at=steps.NOW)
    steps.claim(draft, by=chen)
    steps.ask_for_correction(draft, by=chen)
    steps.answer_correction(draft, by=lin)
    steps.recommend(draft, by=chen)
    decisions.send_back(
        application=draft, note="Check the outlet.", by=zhou, at=steps.NOW
    )
    steps.recommend(draft, by=chen, outcome=Outcome.REFUSE)
    steps.decide(draft, by=zhou, outcome=Outcome.REFUSE)
    return draft


def test_officers_read_everything_newest_first(long_case, zhou):
    assert texts(told_officers(long_case, zhou))[:12] == [
        "You refused the application.",
        "Chen Yu sent the case to second review. Note: “All facts agree.”",
        "You sent the case back to first review. Note: “Check the outlet.”",
        "Chen Yu sent the case to second review. Note: “All facts agree.”",
        "Lin Xiao answered the correction, and the clock ran on.",
        "Lin Xiao changed “Contract and route”.",
        "Chen Yu asked for a correction, and the clock paused.",
        "Chen Yu claimed the case.",
        "Chen Yu gave the case back to the queue.",
        "Chen Yu claimed the case.",
        "Lin Xiao submitted the application.",
        "Lin Xiao added “N-SVC.pdf”.",
    ]


def test_exporters_read_no_officer_s_name_and_no_note(long_case, lin):
    assert texts(told_exporter(long_case, lin))[:10] == [
        "The authority refused the application.",
        "The authority sent the case to second review.",
        "The authority sent the case back to first review.",
        "The authority sent the case to second review.",
        "You answered the correction, and the clock ran on.",
        "You changed “Contract and route”.",
        "The authority asked for a correction, and the clock paused.",
        "The authority claimed the case.",
        "You submitted the application.",
        "You added “N-SVC.pdf”.",
    ]


def test_colleagues_read_who_of_them_it_was(submitted, wei):
    assert told_exporter(submitted, wei)[0] == timeline.Entry(
        Tone.INFO, "Lin Xiao submitted the application.", steps.NOW
    )


def test_officers_see_what_only_they_see(long_case, chen):
    hidden = {e.text: e.visible_to for e in told_officers(long_case, chen)}
    assert hidden["You gave the case back to the queue."] == "Officers only"
    assert (
        hidden["Zhou Min sent the case back to first review. Note: “Check the outlet.”"]
        == "Note for officers only"
    )
    assert hidden["Lin Xiao submitted the application."] == ""


def test_a_recommendation_without_a_note_is_for_everyone(in_review, chen):
    reviews.recommend(
        application=in_review,
        outcome=Outcome.GRANT,
        reason=None,
        explanation="",
        note="",
        by=chen,
        at=steps.NOW,
    )
    assert told_officers(in_review, chen)[0] == timeline.Entry(
        Tone.INFO, "You sent the case to second review.", steps.NOW
    )


def test_saving_the_same_section_ten_times_is_told_once(draft, lin):
    for minute in range(10):
        steps.fill_contract(draft, by=lin, at=steps.NOW + timedelta(minutes=minute))
    entries = told_exporter(draft, lin)
    assert entries[0].at == steps.NOW + timedelta(minutes=9)
    assert texts(entries)[:2] == [
        "You changed “Contract and route”.",
        "You added “N-SVC.pdf”.",
    ]


def test_a_file_that_the_scanner_refused_is_told(submitted, lin):
    trail.record(
        verb="document.scanned",
        subject=submitted,
        by=None,
        at=steps.NOW,
        name="contract.pdf",
        verdict="REFUSED",
    )
    assert told_exporter(submitted, lin)[0] == timeline.Entry(
        Tone.STOP, "“contract.pdf” was refused by the scanner.", steps.NOW
    )


def test_what_the_portal_did_by_itself_is_told_as_such(submitted, chen):
    trail.record(verb="application.release", subject=submitted, by=None, at=steps.NOW)
    assert (
        told_officers(submitted, chen)[0].text
        == "The portal gave the case back to the queue."
    )


def test_what_was_erased_is_left_out_of_the_sentence(submitted, chen):
    changed = Event.objects.filter(verb="application.changed")
    erasure.erase(
        events=changed, subject=submitted, by=None, reason="Article 47", at=steps.NOW
    )
    assert "Somebody changed “…”." in texts(told_officers(submitted, chen))


def test_a_verb_nobody_worded_is_not_told(submitted, lin, chen):
    before = told_officers(submitted, chen)
    trail.record(verb="application.dreamt", subject=submitted, by=lin, at=steps.NOW)
    assert told_officers(submitted, chen) == before


def test_every_section_has_its_words(submitted, lin, chen):
    for section in Section:
        trail.record(
            verb="application.changed",
            subject=submitted,
            by=lin,
            at=steps.NOW,
            section=section,
        )
    assert texts(told_officers(submitted, chen))[:2] == [
        "Lin Xiao changed “Documents”.",
        "Lin Xiao changed “Vehicles”.",
    ]


# Every verb that operations record

# Verbs made of others: where they stand, and what they may become.
MADE_OF = {
    "transitions.py": {f"application.{action.lower()}" for action in Action},
    "licences.py": {f"licence.{kind.lower()}" for kind in EndingKind},
}
# Told in another way, or about something else than a case or a licence.
TOLD_ELSEWHERE = {
    "document.scanned",  # only if it was refused
    "certificate.owed_again",  # about the certificate, for who runs the portal
}


def verbs_in(path):
    """Find what stands after `verb=`; a name is looked for where the function is called."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.keyword) and node.arg == "verb":
            match node.value:
                case ast.Constant(value=verb):
                    yield verb
                case ast.JoinedStr():
                    yield from MADE_OF[path.name]
                case _:
                    assert isinstance(node.value, ast.Name)


def test_everything_that_is_recorded_of_a_case_or_licence_has_its_words():
    folder = Path(settings.BASE_DIR) / "licensing" / "operations"
    recorded = {verb for path in folder.glob("*.py") for verb in verbs_in(path)}

    assert len(recorded) > 20
    assert recorded - TOLD_ELSEWHERE - set(timeline._LINES) == set()
    assert set(timeline._LINES) - recorded == set()


def test_answers_that_were_kept_are_told(returned, lin, chen):
    answers.keep(application=returned, answers={1: "Mended."}, by=lin, at=steps.NOW)
    assert texts(told_exporter(returned, lin))[0] == (
        "You kept answers to the correction, not yet sent."
    )
    assert texts(told_officers(returned, chen))[0] == (
        "Lin Xiao kept answers to the correction, not yet sent."
    )


def test_cars_taken_off_the_list_are_told(draft, lin):
    vehicles.remove(application=draft, vins=[steps.vin(1)], by=lin, at=steps.NOW)
    assert texts(told_exporter(draft, lin))[0] == (
        "You took cars off the list. It holds 2."
    )


def test_a_day_is_written_as_the_reader_does(submitted, lin):
    trail.record(
        verb="clock.recomputed",
        subject=submitted,
        by=None,
        at=steps.NOW,
        due_on="2026-03-05",
        was="2026-03-06",
    )
    assert texts(told_exporter(submitted, lin))[0] == (
        "By the calendar as it is now, a decision is due on 5 Mar 2026."
    )


def test_a_day_that_was_erased_is_left_out(submitted, lin):
    trail.record(
        verb="clock.recomputed",
        subject=submitted,
        by=None,
        at=steps.NOW,
        due_on="2026-03-05",
    )
    erasure.erase(
        events=Event.objects.filter(verb="clock.recomputed"),
        subject=submitted,
        by=None,
        reason="Article 47",
        at=steps.NOW,
    )
    assert texts(told_exporter(submitted, lin))[0] == (
        "By the calendar as it is now, a decision is due on …."
    )


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (EndingKind.SUSPENDED, "The authority suspended the licence."),
        (EndingKind.REVOKED, "The authority revoked the licence."),
    ],
)
def test_what_became_of_the_licence_is_told_with_its_case(
    licence, lin, chen, zhou, kind, sentence
):
    licences.end(
        licence=licence,
        kind=kind,
        ground="An inspection is under way.",
        proposed_by=chen,
        by=zhou,
        at=steps.NOW,
    )
    events = histories.events_of(licence.application, licence)
    assert texts(timeline.for_exporter(events, reader=lin))[:3] == [
        sentence,
        "The licence was issued.",
        "The authority granted the application.",
    ]


def test_a_case_without_a_licence_has_its_own_history(submitted):
    assert list(histories.events_of(submitted, None)) == list(events_about(submitted))
