"""Volume to measure with: many rows that could have happened, set by set."""

import pytest
from django.core.management import CommandError, call_command

from licensing.models import Application, Licence, LicensedVehicle


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


def test_a_licence_needs_an_application_of_its_own(db):
    with pytest.raises(CommandError, match="of its own"):
        seed(applications=1, licences=2)
