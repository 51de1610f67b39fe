import socket

import pytest

from portal.standalone import ports
from portal.standalone.refusals import CannotStart


@pytest.fixture
def listener():
    with socket.create_server((ports.LOOPBACK, 0)) as server:
        yield server


def test_a_port_found_free_can_be_listened_on():
    ports.check_is_free(ports.LOOPBACK, ports.find_free())


def test_a_port_is_a_number_that_exists():
    assert ports.parse("8000") == 8000


@pytest.mark.parametrize(
    "text", ["0", "65536", "-1", "http", "8000 ", "８０００", "9" * 99]
)
def test_anything_else_is_refused_with_a_sentence(text):
    with pytest.raises(CannotStart) as refusal:
        ports.parse(text)
    assert str(refusal.value) == f"PORT must be a number from 1 to 65535, not “{text}”."


def test_a_port_that_is_taken_is_refused_with_advice(listener):
    port = listener.getsockname()[1]
    with pytest.raises(CannotStart) as refusal:
        ports.check_is_free(ports.LOOPBACK, port)
    assert str(refusal.value) == (
        f"Port {port} at 127.0.0.1 is taken by another program. Stop it, or choose"
        " another with the variable PORT, as in: PORT=8001 make run"
    )


@pytest.mark.parametrize("host", ["203.0.113.1", "x" * 64])
def test_an_address_that_is_not_ours_is_refused(host):
    with pytest.raises(CannotStart, match=r"^Cannot listen on port 8000 at"):
        ports.check_is_free(host, 8000)


def test_a_server_answers_or_does_not(listener):
    assert ports.answers(listener.getsockname()[1])
    assert not ports.answers(ports.find_free())


@pytest.mark.parametrize(
    ("bound", "reached", "written"),
    [
        ("0.0.0.0", "127.0.0.1", "127.0.0.1"),  # noqa: S104 -- compared only
        ("::", "::1", "[::1]"),
        ("192.0.2.7", "192.0.2.7", "192.0.2.7"),
    ],
)
def test_a_server_is_reached_at_an_address_one_can_write_down(bound, reached, written):
    assert ports.reachable(bound) == reached
    assert ports.in_url(reached) == written
