"""A real clamd with a database of one line, for tests where it is installed."""

import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

from tests.portal.lib.file_checks.papers import EICAR

CLAMD = Path("/usr/sbin/clamd")


@contextmanager
def running_clamd(folder):
    """Start clamd on a free port and a socket; yield both addresses."""
    (folder / "db").mkdir()
    line = f"Eicar-Local-Signature:0:*:{EICAR.hex()}\n"
    (folder / "db" / "local.ndb").write_text(line)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = folder / "clamd.conf"
    config.write_text(
        f"TCPSocket {port}\n"
        "TCPAddr 127.0.0.1\n"
        f"LocalSocket {folder}/clamd.sock\n"
        f"DatabaseDirectory {folder}/db\n"
        f"PidFile {folder}/clamd.pid\n"
        f"LogFile {folder}/clamd.log\n"
        "Foreground yes\n"
        "StreamMaxLength 1M\n"
    )
    process = subprocess.Popen([str(CLAMD), "-c", str(config)])  # noqa: S603 -- fixed
    try:
        _wait_for(port, process)
        yield f"tcp://127.0.0.1:{port}", f"unix://{folder}/clamd.sock"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port, process):
    for _ in range(200):
        assert process.poll() is None, "clamd did not start"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("clamd does not answer")
