"""A reminder on its day: planned, sent by a real mail server, read in the mailbox."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import translation
from playwright.sync_api import expect

from licensing.tasks import plan_notices
from portal.outbox.tasks import deliver_due
from portal.ui.writing import write_date
from tests.browser.working import work

pytestmark = [
    pytest.mark.browser,
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
]


RENEW = "Licence %(number)s ends on %(last)s: renew in time"


def days_before_the_end(licence, days):
    day = licence.valid_to - timedelta(days=days)
    return datetime.combine(day, time(1), tzinfo=UTC)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_holder_is_reminded_by_mail_and_in_the_portal(
    visit, licence, lin, clock, mail_server, language
):
    holder = visit(lin, language=language)
    holder.sign_out()
    clock.move_to(days_before_the_end(licence, 30))
    work(plan_notices)
    work(deliver_due)

    holder.open("/mailbox/")
    with translation.override(language):
        last = write_date(licence.valid_to)
    subject = holder.words(RENEW, number=licence.number, last=last)
    reminder = holder.page.get_by_role("row", name=lin.email).get_by_role(
        "link", name=subject
    )
    expect(reminder).to_have_count(1)
    holder.go_by(reminder.click)
    frame = holder.page.frame_locator("iframe.lc-mail")
    expect(frame.locator(f'a[href*="{licence.number}"]').first).to_be_visible()

    holder.sign_in(lin)
    holder.open("/notices/")
    holder.sees(licence.number)
    holder.follow("Open the licence")
    holder.sees("Validity")


def test_a_second_run_of_planning_and_sending_adds_nothing(
    visit, licence, clock, mail_server
):
    clock.move_to(days_before_the_end(licence, 7))
    for _ in range(2):
        work(plan_notices)
        work(deliver_due)

    reader = visit()
    reader.open("/mailbox/")

    # One that says that it was issued, one that it ends.
    mails = reader.page.get_by_role("row").filter(has_text=licence.number)
    expect(mails).to_have_count(2)
