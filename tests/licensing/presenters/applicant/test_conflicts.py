from licensing.presenters.applicant.conflicts import saved_meanwhile
from portal.audit.models import Event
from portal.audit.queries import events_about
from tests import steps


def test_the_person_who_changed_it_last_is_named(lin, yunfan):
    draft = steps.start(by=lin, organisation=yunfan)

    assert saved_meanwhile(events_about(draft)).startswith(
        "Lin Xiao changed this application at 02:00, after you opened this page."
    )


def test_what_the_portal_did_is_not_taken_for_a_change(draft):
    assert saved_meanwhile(events_about(draft)).startswith("Lin Xiao changed")


def test_without_a_name_the_change_is_told_all_the_same(db):
    assert saved_meanwhile(Event.objects.none()).startswith(
        "This application was changed after you opened this page."
    )
