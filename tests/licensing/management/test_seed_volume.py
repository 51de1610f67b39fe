"""Volume to measure with: many rows that could have happened, set by set."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command

from licensing.enums import NoticeState
from licensing.models import Application, Licence, LicensedVehicle, Notice
from licensing.operations import notices
from portal.lib.legal_time import legal_day
from portal.outbox.models import OutboundEmail
from tests.people import NOW


def seed(applications=100, licences=80, vehicles=200):
    call_command(
        "seed_volume",
        applications=applications,
        licences=licences,
        vehicles=vehicles,
        verbosity=0,
    )


@pytest.mark.django_db(transaction=True)
def test_many_cases_and_licences_stand_under_every_constraint(capsys):
    seed()

    assert capsys.readouterr().out == "100 applications, 80 licences.\n"
    assert Application.objects.filter(state="GRANTED").count() == 80
    assert Licence.objects.count() == 80
    assert LicensedVehicle.objects.count() == 160
    with pytest.raises(CommandError, match="already"):
        seed()


@pytest.mark.django_db(transaction=True)
def test_what_is_brought_in_as_a_set_sends_no_mail():
    seed()

    assert not OutboundEmail.objects.exists()
    assert not Notice.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_a_thousand_licences_that_expire_none_is_skipped():
    with time_machine.travel(NOW, tick=False):
        seed(applications=2200, licences=2200, vehicles=0)
    today = legal_day(NOW)
    for days in (0, 60, 120, 180):
        at = NOW + timedelta(days=days)
        notices.plan(on=legal_day(at), at=at)
        notices.deliver(at=at)

    expiring = set(Licence.objects.filter(valid_to__gte=today).values_list("pk"))
    told = Notice.objects.filter(state=NoticeState.POSTED)
    assert len(expiring) >= 1000
    assert set(told.values_list("licence")) == expiring
    assert not Notice.objects.filter(state=NoticeState.PLANNED).exists()
    assert OutboundEmail.objects.count() == told.count()


def test_a_licence_needs_an_application_of_its_own(db):
    with pytest.raises(CommandError, match="of its own"):
        seed(applications=1, licences=2)
