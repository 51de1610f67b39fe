from datetime import timedelta

from licensing.operations import reading
from licensing.presenters import timeline
from portal.audit.queries import events_about
from tests.people import NOW


def opened(application):
    return [
        (event.actor_name, event.facts["name"], event.at)
        for event in events_about(application).filter(verb="document.opened")
    ]


def test_the_first_opening_of_each_file_by_each_person_is_recorded(
    in_review, chen, zhou
):
    first, second = in_review.documents.order_by("pk")[:2]
    later = NOW + timedelta(hours=1)
    for document, by, at in (
        (first, chen, NOW),
        (first, chen, later),
        (second, chen, NOW),
        (first, zhou, later),
    ):
        reading.note_opened(document=document, by=by, at=at)
    assert opened(in_review) == [
        ("Zhou Min", "N-LIC.pdf", later),
        ("Chen Yu", "N-CON.pdf", NOW),
        ("Chen Yu", "N-LIC.pdf", NOW),
    ]


def test_the_exporter_sees_that_the_authority_looked(in_review, chen, zhou, lin):
    for document in in_review.documents.all():
        for by in (chen, zhou):
            reading.note_opened(document=document, by=by, at=NOW)
    told = timeline.for_exporter(events_about(in_review), reader=lin)
    assert [entry.text for entry in told[:2]] == [
        "The authority opened the documents.",
        "The authority claimed the case.",
    ]
