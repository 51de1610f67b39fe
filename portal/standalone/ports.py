import errno
import re
import socket

from portal.standalone.refusals import CannotStart

_HIGHEST = 65535
LOOPBACK = "127.0.0.1"
WILDCARDS = {"": LOOPBACK, "0.0.0.0": LOOPBACK, "::": "::1"}  # noqa: S104 -- compared, not bound


def find_free() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def parse(text: str) -> int:
    """Return the port number. Raises CannotStart when it is none."""
    if re.fullmatch("[0-9]{1,5}", text) and 0 < int(text) <= _HIGHEST:
        return int(text)
    raise CannotStart(f"PORT must be a number from 1 to {_HIGHEST}, not “{text}”.")


def check_is_free(host: str, port: int) -> None:
    """Raise CannotStart, with the reason, when a server could not listen there."""
    try:
        family, *_, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family) as probe:
            # As servers do: a port just given back may be taken at once.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except (OSError, UnicodeError) as failure:
        if isinstance(failure, OSError) and failure.errno == errno.EADDRINUSE:
            raise CannotStart(
                f"Port {port} at {host} is taken by another program. Stop it, or"
                " choose another with the variable PORT, as in: PORT=8001 make run"
            ) from failure
        raise CannotStart(
            f"Cannot listen on port {port} at {host}: {failure}."
            " Choose others with the variables BIND and PORT."
        ) from failure


def answers(port: int) -> bool:
    try:
        socket.create_connection((LOOPBACK, port), timeout=1).close()
    except OSError:
        return False
    return True


def reachable(host: str) -> str:
    """Return the address under which this machine reaches a server bound to host."""
    return WILDCARDS.get(host, host)


def in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
