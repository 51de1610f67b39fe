"""A licence proves itself: its page, its signed file, its code, the public register."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from playwright.sync_api import expect

from licensing.models import Certificate
from licensing.tasks import make_waiting_certificates
from tests.browser.working import work

pytestmark = [
    pytest.mark.browser,
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
]


def say_of(path):
    said = StringIO()
    work(call_command, "verify_licence", str(path), stdout=said)
    return said.getvalue()


def with_one_bit_flipped(content):
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_holder_saves_the_certificate_and_it_proves_genuine_offline(
    visit, licence, lin, private_files, signing_folder, tmp_path, language
):
    holder = visit(lin, language=language)
    holder.follow("Licences")
    holder.go_by(holder.page.get_by_role("link", name=licence.number).click)
    holder.sees("Being made")
    work(make_waiting_certificates)
    holder.go_by(holder.page.reload)
    holder.sees("Signed")
    name, content = holder.save(holder.link("Certificate").click)

    assert name == f"{licence.number}.pdf"
    genuine = tmp_path / name
    genuine.write_bytes(content)
    assert say_of(genuine).splitlines()[:2] == [
        "Genuine.",
        f"Licence: {licence.number}",
    ]
    forged = tmp_path / "forged.pdf"
    forged.write_bytes(with_one_bit_flipped(content))
    with pytest.raises(CommandError, match="Not genuine"):
        say_of(forged)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_anyone_checks_a_number_and_a_scanned_code(
    visit, licence, private_files, signing_folder, language
):
    work(make_waiting_certificates)
    code = Certificate.objects.get(licence=licence).code_text.removeprefix("HTTPS://")
    page = reverse("verify-licence", args=[licence.number])
    customs = visit(language=language)

    customs.follow("Check a licence")
    customs.fill(number="26-JN-12")
    customs.press("Check")
    customs.sees("There is a problem")
    customs.fill(number=licence.number.lower())
    customs.press("Check")
    expect(customs.page.locator(".lc-verdict--green")).to_be_visible()

    fragment = code.rpartition("#")[2]
    customs.open(f"{page}#{fragment}")
    customs.sees("The scanned code is genuine: the authority signed it.")
    customs.judge()
    changed = "A" if fragment[-10] != "A" else "B"
    customs.open(f"{page}#{fragment[:-10]}{changed}{fragment[-9:]}")
    customs.sees("The scanned code is forged. Do not release.")
    customs.judge()
    customs.open(reverse("verify-licence", args=["26-JN-999999"]), status=404)
    expect(customs.page.locator(".lc-verdict--red")).to_be_visible()


def test_the_code_on_the_certificate_leads_to_the_page_that_judges_it(
    visit, licence, private_files, signing_folder
):
    work(make_waiting_certificates)
    passer_by = visit()

    passer_by.open(
        Certificate.objects.get(licence=licence).code_text.removeprefix(passer_by.site)
    )

    passer_by.sees("The scanned code is genuine: the authority signed it.")
