import pytest

from portal.accounts.browsers import describe

MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"{MAC} (KHTML, like Gecko) Version/18.0 Safari/605.1.15", "Safari on macOS"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/156.0 Safari/537.36",
            "Chrome on Windows",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) Chrome/156.0 Safari/537.36 Edg/156.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14) Chrome/130 Safari MicroMessenger/8.0",
            "WeChat on Android",
        ),
        ("Firefox", "Firefox"),
        ("Linux", "Linux"),
        ("curl/8.0", "Unknown browser"),
        ("", "Unknown browser"),
        ("<script>", "Unknown browser"),
    ],
)
def test_a_browser_is_named_in_two_words(user_agent, words):
    assert describe(user_agent) == words
