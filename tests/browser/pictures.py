"""Takes the pictures of the README from fresh demo data (`make screenshots`)."""

import io
import os
import subprocess
from contextlib import contextmanager

import django
from PIL import Image
from playwright.sync_api import sync_playwright

from portal.accounts import demo
from portal.standalone import environment, ports, preparation
from portal.standalone.waiting import wait_until
from tests.browsing import ARGUMENTS

FOLDER = environment.PROJECT / "docs" / "screenshots"
WINDOW = {"width": 1280, "height": 800}
COLOURS = 128


@contextmanager
def served():
    """Serve the portal at an address of its own."""
    port = ports.find_free()
    command = [
        *environment.python("granian", "--interface=wsgi", f"--port={port}"),
        "--no-ws",
        "portal.wsgi:application",
    ]
    web = subprocess.Popen(command, cwd=environment.PROJECT)  # noqa: S603 -- fixed argv
    try:
        assert wait_until(lambda: ports.answers(port), seconds=30)
        yield f"http://localhost:{port}"
    finally:
        web.terminate()
        web.wait(20)


def keep(page, name):
    """Write the picture with few colours: a page needs no more, and it stays small."""
    shot = Image.open(io.BytesIO(page.screenshot()))
    shot.convert("RGB").quantize(COLOURS).save(FOLDER / f"{name}.png", optimize=True)


def sign_in(browser, address, who):
    page = browser.new_context(viewport=WINDOW).new_page()
    page.goto(f"{address}/accounts/login/")
    page.locator("#id_login").fill(f"{who}@demo.example")
    page.locator("#id_password").fill(demo.PASSWORD)
    page.locator("#id_password").press("Enter")
    page.locator(".lc-menu").wait_for()
    return page


def take(browser, address):
    officer = sign_in(browser, address, "handler")
    officer.goto(f"{address}/cases/?list=all")
    keep(officer, "worklist")
    exporter = sign_in(browser, address, "trader")
    drafts = exporter.get_by_role("row").filter(has_text="Draft")
    drafts.last.get_by_role("link").click()
    exporter.locator(".lc-tasks").first.wait_for()
    keep(exporter, "task-list")


def main():
    django.setup()
    preparation.prepare()
    FOLDER.mkdir(exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=ARGUMENTS,
        )
        take(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
