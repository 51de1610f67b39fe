import os

import pytest
from django.db import connections

# Playwright runs its own event loop in the thread of the test.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def playwright(django_db_setup, playwright):
    """Start after the database is there, and leave no connection to it behind.

    While Playwright's loop runs, Django keeps connections of that loop, which nobody
    would close; one of them is enough that the test database cannot be dropped.
    """
    yield playwright
    connections.close_all()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {
        **browser_type_launch_args,
        "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "args": ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
    }


@pytest.fixture
def complaints(page):
    """What the browser complains about: blocked scripts and styles, missing files."""
    heard = []
    page.on(
        "console",
        lambda message: heard.append(message.text) if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


@pytest.fixture
def show(page, live_server):
    """Opens a page of one's own, with the scripts and styles of the portal."""

    def show(body):
        html = (
            '<!doctype html><html lang="en"><head><title>Test</title>'
            '<script type="module" src="/static/js/main.js"></script></head>'
            f"<body>{body}</body></html>"
        )
        address = f"{live_server.url}/own-page/"
        page.route(
            f"{address}**",
            lambda route: route.fulfill(body=html, content_type="text/html"),
        )
        page.goto(address)

    return show
