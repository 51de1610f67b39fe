import pytest

from portal.calendars.models import CalendarYear


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_what_migrations_loaded_survives_the_emptying_of_tables(turn):
    assert CalendarYear.objects.count() == 2
    CalendarYear.objects.all().delete()
