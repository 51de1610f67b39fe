"""A real browser for every test that asks for one, and what it says about a page."""

import os

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.db import connections

# Playwright runs its own event loop in the thread of the test.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ARGUMENTS = [
    "--no-sandbox",  # tests also run as root, for whom there is none
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ALL_RULES = [*WCAG, "best-practice"]
# Colours on their way to others would be judged as they are in between.
STILL = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { transition: none !important }");
    document.adoptedStyleSheets = [sheet];
}"""


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
        "args": ARGUMENTS,
    }


@pytest.fixture
def complaints(page):
    return listen_to(page.context)


def barriers_on(page, *, tags=ALL_RULES):
    """Return what keeps people from using the page: each broken rule, and where."""
    return _broken(page, {"type": "tag", "values": tags})


def weak_contrasts_on(page):
    return _broken(page, {"type": "rule", "values": ["color-contrast"]})


def _broken(page, rules):
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
        page.evaluate(STILL)
    return page.evaluate(
        """async (rules) => {
            const options = {
                runOnly: rules, resultTypes: ["violations"], preload: false,
            };
            const { violations } = await axe.run(document, options);
            return violations.map(({ id, nodes }) => [
                id, ...nodes.map(({ target, html }) => [target, html]),
            ]);
        }""",
        rules,
    )


def listen_to(context):
    """Return a list that grows with what a browser complains about.

    Errors of scripts, what the security policy blocks, files that are missing.
    """
    heard = []
    context.on(
        "console",
        lambda said: heard.append(said.text) if said.type == "error" else None,
    )
    context.on("weberror", lambda problem: heard.append(str(problem.error)))
    return heard
