from datetime import timedelta

import pytest

from licensing.enums import Outcome, Section
from licensing.operations import decisions, reviews
from licensing.presenters import timeline
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


def test_everything_that_is_recorded_of_a_case_has_its_words(granted):
    known = set(timeline._LINES) | {"document.scanned"}
    assert {event.verb for event in events_about(granted)} <= known
