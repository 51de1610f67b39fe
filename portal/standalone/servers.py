"""The three servers the portal talks to, started where no address is given."""

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from portal.standalone import broker, kept, ports, postgres
from portal.standalone.children import Children, Program
from portal.standalone.refusals import CannotStart
from portal.standalone.waiting import wait_until

_START_SECONDS = 30
_MAILBOX = Path(__file__).with_name("mailbox.py")


def start(
    children: Children, given: Mapping[str, str], *, var: Path, durable: bool
) -> dict[str, str]:
    """Return the variables with the addresses, given or our own."""
    return {
        "DATABASE_URL": given.get("DATABASE_URL")
        or postgres.start(
            children,
            home=_postgres_home(var),
            password=kept.secret(var / "secrets" / "database"),
            durable=durable,
        ),
        "REDIS_URL": given.get("REDIS_URL")
        or broker.start(
            children,
            folder=var / "broker",
            password=kept.secret(var / "secrets" / "broker"),
            durable=durable,
        ),
        "EMAIL_URL": given.get("EMAIL_URL") or _start_mailbox(children, var / "mail"),
    }


def forget(var: Path) -> None:
    """Remove all data of our own servers, and the documents that belong to them."""
    postgres.discard(_postgres_home(var))
    for name in ("broker", "mail", "documents"):
        shutil.rmtree(var / name, ignore_errors=True)


def has_data(var: Path) -> bool:
    return _postgres_home(var).exists()


def _postgres_home(var: Path) -> Path:
    return var / "postgres"


def _start_mailbox(children: Children, folder: Path) -> str:
    port = ports.find_free()
    where = ["--folder", str(folder), "--host", ports.LOOPBACK, "--port", str(port)]
    children.start(
        Program(
            name="mailbox",
            # By its path, and without this package: it stays small.
            command=[sys.executable, "-P", _MAILBOX, *where],
            environment={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        )
    )

    def answers() -> bool:
        children.check()
        return ports.answers(port)

    if not wait_until(answers, seconds=_START_SECONDS):
        raise CannotStart(
            f"The mailbox did not answer within {_START_SECONDS} seconds."
        )
    return f"smtp://{ports.LOOPBACK}:{port}"
