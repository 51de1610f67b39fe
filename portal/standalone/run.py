"""`make run`: everything the portal needs, as children of one process."""

import http
import http.client
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from portal.accounts.demo import PASSWORD
from portal.standalone import demo, environment, lock, ports, servers, stopping
from portal.standalone.children import Children, Program
from portal.standalone.refusals import CannotStart
from portal.standalone.waiting import wait_until

_START_SECONDS = 60
_WATCH_SECONDS = 0.25


def run(given: Mapping[str, str]) -> None:
    """Serve until asked to stop. Raises CannotStart or ChildDied."""
    environment.check_mode(given)
    host = given.get("BIND") or ports.LOOPBACK
    port = ports.parse(given.get("PORT") or "8000")
    var = environment.var_folder(given)
    with stopping.listening() as requests, lock.held(var):
        children = Children(var, requests)
        try:
            ports.check_is_free(host, port)
            variables = environment.for_site(given, var=var, host=host, port=port)
            _start(children, variables, var=var, host=host, port=port)
            while True:
                children.check()
                wait_until(requests.any, seconds=_WATCH_SECONDS)
        except stopping.StopRequested:
            _say("Stopping …")
        finally:
            children.stop()
    _say(f"Stopped. The data are kept in {var}.")


def _start(
    children: Children, variables: dict[str, str], *, var: Path, host: str, port: int
) -> None:
    with _whole_first_start(variables, var):
        _say("Starting PostgreSQL, the broker and the mailbox …")
        variables |= servers.start(children, variables, var=var, durable=True)
        _say("Preparing the database (the first time, with demo data) …")
        children.run(_python("prepare", variables, "portal.standalone.preparation"))
    _say("Starting web, worker and beat …")
    for program in _programs(variables, host, port):
        children.start(program)
    _await_first_page(children, host, port, environment.own_name(variables))
    _say(_welcome(variables["SITE_URL"]))


@contextmanager
def _whole_first_start(variables: Mapping[str, str], var: Path) -> Iterator[None]:
    """See to it that our own data are there as a whole, or are made again next time."""
    unfinished = var / "unfinished"
    if unfinished.exists():
        servers.forget(var)
    if not variables.get("DATABASE_URL") and not servers.has_data(var):
        unfinished.touch()
    yield
    unfinished.unlink(missing_ok=True)


def _programs(variables: Mapping[str, str], host: str, port: int) -> list[Program]:
    celery = ("celery", "-A", "portal.celery")
    quiet = ("--without-gossip", "--without-mingle")
    return [
        _python(
            "web",
            variables,
            "granian",
            "--interface=wsgi",
            "--no-ws",
            f"--host={host}",
            f"--port={port}",
            "--workers=2",
            "--blocking-threads=1",
            "--workers-kill-timeout=10",
            "portal.wsgi:application",
        ),
        _python("worker", variables, *celery, "worker", "--concurrency=2", *quiet),
        _python("beat", variables, "celery", "-A", "portal.beat", "beat", "--pidfile="),
    ]


def _python(name: str, variables: Mapping[str, str], *arguments: str) -> Program:
    return Program(
        name=name,
        command=environment.python(*arguments),
        environment=variables,
        folder=environment.PROJECT,
    )


def _await_first_page(children: Children, host: str, port: int, name: str) -> None:
    def answers() -> bool:
        children.check()
        return _is_alive(ports.reachable(host), port, name=name)

    if not wait_until(answers, seconds=_START_SECONDS, every=0.2):
        raise CannotStart(
            f"The portal did not answer within {_START_SECONDS} seconds;"
            f" see {children.logs / 'web.log'}"
        )


def _is_alive(host: str, port: int, *, name: str) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/health/live", headers={"Host": name})
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def _welcome(address: str) -> str:
    return (
        f"\nLicet is at {address} (Ctrl-C stops it).\n"
        f"Mail it sends is kept and shown at {address}/mailbox/\n\n"
        f"Demo accounts, all with the password {PASSWORD}\n{demo.table()}\n"
    )


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 -- the terminal is where the operator reads
