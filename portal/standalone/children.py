"""Starts, watches and stops the processes of one-machine mode."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

import psutil

from portal.standalone.leftovers import Ledger, is_gone
from portal.standalone.stopping import StopRequests
from portal.standalone.waiting import wait_until

_TAIL_LINES = 25
_PATIENCE_SECONDS = 15.0


class ChildDied(Exception):
    """A process ended that was not asked to."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a child runs as: a prefix of its command, or numbers for the system."""

    prefix: tuple[str, ...] = ()
    user: int | None = None
    group: int | None = None


MYSELF = Person()


@dataclass(frozen=True, slots=True)
class Program:
    """What to run and how to stop it."""

    name: str
    command: Sequence[str | Path]
    environment: Mapping[str, str]
    told: str = ""  # what it reads from its standard input
    person: Person = MYSELF
    folder: Path | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    patience: float = _PATIENCE_SECONDS


@dataclass(frozen=True, slots=True)
class Child:
    program: Program
    process: "subprocess.Popen[str]"
    seen: psutil.Process = field(repr=False)
    log: Path = field(repr=False)

    def has_ended(self) -> bool:
        """Look without taking note, so that its number stays its own until then."""
        return is_gone(self.seen)

    def tail(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()
        return "\n".join(f"  | {line}" for line in lines[-_TAIL_LINES:])


class Children:
    """The children of this launcher, in the order in which they were started."""

    def __init__(self, folder: Path, requests: StopRequests) -> None:
        self.logs = folder / "log"
        self.logs.mkdir(mode=0o700, exist_ok=True)
        self.ledger = Ledger(folder / "children.json")
        self.ledger.stop_leftovers()
        self.requests = requests
        self.running: list[Child] = []

    def start(self, program: Program) -> Child:
        child = self._spawn(program)
        self.running.append(child)
        self._remember(child)
        return child

    def run(self, program: Program) -> None:
        """Run the program to its end. Raises ChildDied when it fails."""
        child = self._spawn(program)
        try:
            self._remember(child)
            while not wait_until(child.has_ended, seconds=0.2):
                self.check()
        finally:
            _end(child)
        if child.process.returncode:
            raise ChildDied(_report(child, "failed"))

    def check(self) -> None:
        """Raise StopRequested after a signal, ChildDied when a child has ended."""
        self.requests.check()
        for child in self.running:
            if child.has_ended():
                self.running.remove(child)
                _end(child)
                raise ChildDied(_report(child, "ended by itself"))

    def stop(self) -> None:
        """Stop all, last started first."""
        while self.running:
            _end(self.running.pop())
        self.ledger.clear()

    def _spawn(self, program: Program) -> Child:
        log = self.logs / f"{program.name}.log"
        if log.exists():
            log.replace(log.with_suffix(".previous.log"))
        with log.open("w") as output:
            process = subprocess.Popen(  # noqa: S603 -- commands of our own making
                [*program.person.prefix, *program.command],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                text=True,
                env=dict(program.environment),
                cwd=program.folder,
                user=program.person.user,
                group=program.person.group,
                extra_groups=None if program.person.user is None else [],
                start_new_session=True,
            )
        return Child(program, process, psutil.Process(process.pid), log)

    def _remember(self, child: Child) -> None:
        self.ledger.add(
            child.seen,
            stop_signal=child.program.stop_signal,
            patience=child.program.patience,
        )
        _tell(child.process, child.program.told)


def _tell(process: "subprocess.Popen[str]", text: str) -> None:
    try:
        with cast("IO[str]", process.stdin) as standard_input:
            standard_input.write(text)
    except BrokenPipeError:
        return  # it has died already; the next check says so


def _end(child: Child) -> None:
    pid = child.process.pid
    if not child.has_ended():
        os.kill(pid, child.program.stop_signal)
        if not wait_until(child.has_ended, seconds=child.program.patience):
            os.kill(pid, signal.SIGKILL)
            wait_until(child.has_ended, seconds=child.program.patience)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)  # what it started and left behind
    child.process.wait()


def _report(child: Child, verb: str) -> str:
    code = child.process.returncode
    how = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
    return (
        f"{child.program.name} {verb} ({how}). The end of {child.log}:\n{child.tail()}"
    )
