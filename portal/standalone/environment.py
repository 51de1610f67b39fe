"""The variables that one-machine mode sets, unless they are set already."""

import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from portal.standalone import kept, ports
from portal.standalone.refusals import CannotStart

PROJECT = Path(__file__).resolve().parent.parent.parent
LOCAL_NAMES = ("localhost", ports.LOOPBACK, "[::1]")


def var_folder(given: Mapping[str, str]) -> Path:
    return Path(given.get("LICET_VAR") or PROJECT / "var").resolve()


def check_mode(given: Mapping[str, str]) -> None:
    """Raise CannotStart when the portal is meant to be a real one."""
    mode = given.get("LICET_MODE") or "demo"
    if mode != "demo":
        raise CannotStart(
            f"One-machine mode is for demo data only, and LICET_MODE asks for “{mode}”."
            " Unset it, or install the portal as docs/operations.md says."
        )


def for_site(
    given: Mapping[str, str], *, var: Path, host: str, port: int
) -> dict[str, str]:
    name = "localhost" if ports.reachable(host) in {ports.LOOPBACK, "::1"} else host
    site_url = given.get("SITE_URL") or f"http://{ports.in_url(name)}:{port}"
    return _common(given, var) | {
        "SITE_URL": site_url,
        "ALLOWED_HOSTS": given.get("ALLOWED_HOSTS") or ",".join(_hosts(host, site_url)),
        # Fewer arenas of unused memory in each of our many small processes.
        "MALLOC_ARENA_MAX": given.get("MALLOC_ARENA_MAX", "2"),
    }


def for_tests(given: Mapping[str, str], *, var: Path) -> dict[str, str]:
    return _common(given, var) | {
        "SITE_URL": given.get("SITE_URL") or "http://localhost:8000",
        "ALLOWED_HOSTS": given.get("ALLOWED_HOSTS")
        or ",".join([*LOCAL_NAMES, "testserver"]),
        # A test's connections must end with it; a pool would keep them.
        "DATABASE_POOL_SIZE": given.get("DATABASE_POOL_SIZE") or "0",
        "TEMPLATE_DEBUG": given.get("TEMPLATE_DEBUG") or "1",
    }


def _common(given: Mapping[str, str], var: Path) -> dict[str, str]:
    return {
        **given,
        "LICET_MODE": "demo",
        "LICET_VAR": str(var),
        "SECRET_KEY": given.get("SECRET_KEY") or kept.secret(var / "secrets" / "site"),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PYTHONUNBUFFERED": "1",
    }


def _hosts(host: str, site_url: str) -> list[str]:
    if host in ports.WILDCARDS:
        # Reachable under names that this machine does not know; the data are invented.
        return ["*"]
    named = urlsplit(site_url).hostname or ""
    return list(dict.fromkeys([*LOCAL_NAMES, ports.in_url(host), ports.in_url(named)]))


def own_name(variables: Mapping[str, str]) -> str:
    """Return a host name that the site answers to."""
    first = variables["ALLOWED_HOSTS"].split(",")[0].strip().lstrip(".")
    return "localhost" if first == "*" else first


def python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]
