"""The administrator's work: people come, change their role and leave; all is on record."""

import re

import pytest
from playwright.sync_api import expect

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.audit.models import Event
from portal.outbox.tasks import deliver_due
from tests.browser.working import work
from tests.browsing import WCAG
from tests.people import PASSWORD

pytestmark = [
    pytest.mark.browser,
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
]
PEOPLE = "/admin/accounts/user/"


def save(administrator):
    administrator.go_by(administrator.page.locator('[name="_save"]').click)


def act(administrator, person, action, reason):
    administrator.open(PEOPLE)
    row = administrator.page.get_by_role("row", name=person.email)
    row.get_by_role("checkbox").check()
    administrator.page.locator('[name="action"]').select_option(action)
    administrator.page.locator('[name="reason"]').fill(reason)
    administrator.go_by(administrator.page.locator('button[name="index"]').click)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_person_is_invited_comes_in_changes_role_and_is_shut_out(
    visit, ada, mail_server, language
):
    administrator = visit(ada, language=language)
    administrator.rules = WCAG
    administrator.open("/admin/accounts/invitation/add/")
    administrator.fill(
        email="noor@authority.example",
        name="Noor Haddad",
        role="HANDLER",
        language=language,
    )
    save(administrator)
    work(deliver_due)

    newcomer = visit(language=language)
    newcomer.open("/mailbox/")
    mail = newcomer.page.get_by_role("row", name="noor@authority.example")
    newcomer.go_by(mail.get_by_role("link").click)
    told = newcomer.page.locator(".lc-mail__text").inner_text()
    newcomer.open(re.search(r"/accounts/invitations/\S+", told)[0])
    newcomer.fill(password1=PASSWORD, password2=PASSWORD[:-1])
    newcomer.press("Open my account")
    newcomer.sees("The two passwords are not the same.")
    newcomer.fill(password1=PASSWORD, password2=PASSWORD)
    newcomer.press("Open my account")
    newcomer.sees_heading("Cases assigned to me")
    noor = User.objects.get(email="noor@authority.example")

    administrator.open(f"{PEOPLE}{noor.pk}/change/")
    administrator.fill(role="HEAD", reason="She decides from March on.")
    save(administrator)
    newcomer.open("/cases/")
    newcomer.sees_heading("Cases in second review")
    noor.refresh_from_db()
    assert noor.role == Role.HEAD

    act(administrator, noor, "disable", "She leaves the authority.")
    newcomer.link("Licences").first.click()
    expect(newcomer.page).to_have_url(re.compile("/accounts/login/"))
    newcomer.judge()
    noor.refresh_from_db()
    assert not noor.is_active


def test_the_audit_trail_shows_what_was_done_and_lets_nobody_change_it(
    visit, ada, olu, licence
):
    administrator = visit(ada)
    administrator.rules = WCAG
    administrator.open("/admin/audit/event/")
    rows = administrator.page.locator("#result_list tbody tr")
    rows = rows.filter(has_text="licence.issued")
    expect(administrator.page.locator("#result_list [type=checkbox]")).to_have_count(0)
    administrator.go_by(rows.first.get_by_role("link").first.click)

    editable = administrator.page.locator(
        "#content-main :is(input:not([type=hidden]), select, textarea)"
    )
    expect(editable).to_have_count(0)
    expect(administrator.page.locator('[name="_save"], .deletelink')).to_have_count(0)
    event = Event.objects.order_by("sequence").last()
    administrator.open(f"/admin/audit/event/{event.pk}/delete/", status=403)
    administrator.open("/admin/audit/event/add/", status=403)
