import pytest

from portal.lib.addresses import UNKNOWN, client_address


def asked(rf, remote, forwarded=None):
    headers = {"X-Forwarded-For": forwarded} if forwarded is not None else {}
    return rf.get("/", REMOTE_ADDR=remote, headers=headers)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, "10.0.0.9"),
        (0, "6.6.6.6", "10.0.0.9"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "6.6.6.6, 203.0.113.7", "203.0.113.7"),
        (2, "6.6.6.6, 203.0.113.7, 10.0.0.1", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.9"),
        (1, None, "10.0.0.9"),
        (1, "", "10.0.0.9"),
        (1, "nonsense", UNKNOWN),
        (1, "2001:DB8::7", "2001:db8::7"),
        (1, "203.0.113.7\r\nX: y", UNKNOWN),
    ],
)
def test_only_what_trusted_proxies_say_is_believed(
    proxies, forwarded, address, rf, settings
):
    settings.TRUSTED_PROXY_COUNT = proxies

    assert client_address(asked(rf, "10.0.0.9", forwarded)) == address


@pytest.mark.parametrize("remote", ["", "unix:"])
def test_without_an_address_it_is_unknown(remote, rf):
    assert client_address(asked(rf, remote)) == UNKNOWN
