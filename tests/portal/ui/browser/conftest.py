import pytest


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
