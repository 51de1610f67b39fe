import pytest
from django.urls import reverse

from tests.browsing import barriers_on

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ["home", "styleguide", "help", "mailbox", "account_login"]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_public_pages_have_no_barrier(
    page, live_server, complaints, name, theme, language
):
    page.emulate_media(color_scheme=theme)
    page.context.add_cookies(
        [{"name": "licet_language", "value": language, "url": live_server.url}]
    )

    page.goto(live_server.url + reverse(name))

    assert barriers_on(page) == []
    assert complaints == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_that_is_not_there_has_no_barrier(page, live_server, theme):
    page.emulate_media(color_scheme=theme)

    page.goto(f"{live_server.url}/nowhere/")

    assert barriers_on(page) == []


@pytest.mark.parametrize("width", [320, 375, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(page, live_server, name, width):
    page.set_viewport_size({"width": width, "height": 700})

    page.goto(live_server.url + reverse(name))

    assert page.evaluate("document.documentElement.scrollWidth") == width
