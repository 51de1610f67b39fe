import io

import time_machine
from django.core.management import call_command

from licensing.models import Notice
from portal.outbox.models import OutboundEmail
from tests.people import NOW


@time_machine.travel(NOW, tick=False)
def deliver():
    out = io.StringIO()
    call_command("deliver_notices", stdout=out)
    return out.getvalue().strip()


def test_what_is_due_is_handed_over_once(licence):
    first, second = deliver(), deliver()

    assert (first, second) == ("2 handed over.", "0 handed over.")
    assert set(Notice.objects.values_list("email_key", flat=True)) == set(
        OutboundEmail.objects.values_list("key", flat=True)
    )
