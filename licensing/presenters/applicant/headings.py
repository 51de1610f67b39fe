"""What an application is called, from what is known of it."""

from django.utils.translation import gettext, ngettext

from licensing.models import Application
from licensing.presenters.words import country_name
from portal.ui.writing import write_number


def heading_of(application: Application) -> str:
    """“Export licence for 1,118 cars to Thailand”, as far as it goes."""
    cars, destination = application.quantity, application.destination
    told = {"count": write_number(cars), "country": country_name(destination)}
    if cars and destination:
        words = ngettext(
            "Export licence for %(count)s car to %(country)s",
            "Export licence for %(count)s cars to %(country)s",
            cars,
        )
    elif cars:
        words = ngettext(
            "Export licence for %(count)s car",
            "Export licence for %(count)s cars",
            cars,
        )
    elif destination:
        words = gettext("Export licence for cars to %(country)s")
    else:
        words = gettext("New export licence")
    return words % told
