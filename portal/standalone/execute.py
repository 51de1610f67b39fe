"""`make test`: one command among servers that live as long as it does."""

import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence

import psutil

from portal.standalone import (
    environment,
    lock,
    servers,
    stopping,
    translations,
)
from portal.standalone.children import ChildDied, Children
from portal.standalone.refusals import CannotStart
from portal.standalone.waiting import wait_until

_PATIENCE_SECONDS = 20


def execute(given: Mapping[str, str], command: Sequence[str]) -> int:
    """Run the command and return its exit code. Raises CannotStart or ChildDied."""
    var = environment.var_folder(given) / "test"
    with stopping.listening() as requests, lock.held(var):
        children = Children(var, requests)
        servers.forget(var)  # each run begins with nothing
        try:
            translations.compile_all(environment.PROJECT / "locale")
            variables = environment.for_tests(given, var=var)
            variables |= servers.start(children, variables, var=var, durable=False)
            return _run(command, variables, children)
        except stopping.StopRequested as stop:
            sys.stderr.write(f"Stopped by {stop}.\n")
            return 128 + stop.signal
        finally:
            children.stop()
            servers.forget(var)


def _run(
    command: Sequence[str], variables: Mapping[str, str], children: Children
) -> int:
    """Run it in our own process group: the terminal, and its Ctrl-C, belong to it."""
    try:
        process = subprocess.Popen(command, env=dict(variables))  # noqa: S603 -- the caller's own command
    except OSError as failure:
        raise CannotStart(f"Cannot run {command[0]}: {failure.strerror}.") from failure
    try:
        children.ledger.add(
            psutil.Process(process.pid),
            stop_signal=signal.SIGTERM,
            patience=_PATIENCE_SECONDS,
        )
        while not wait_until(lambda: process.poll() is not None, seconds=1):
            children.check()
        children.check()
    except stopping.StopRequested as stop:
        if stop.signal != signal.SIGINT:  # which the terminal sends to the command too
            process.terminate()
        raise
    except ChildDied:
        process.terminate()
        raise
    finally:
        code = _end(process)
    return code if code >= 0 else 128 - code


def _end(process: "subprocess.Popen[bytes]") -> int:
    try:
        return process.wait(_PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()
