"""PostgreSQL refuses to run as root; this finds out as whom it shall run instead."""

import os
import pwd
import shutil
import subprocess

from portal.standalone.children import MYSELF, Person

_NOBODY = 65534


def find() -> Person:
    """Return an unprivileged person, preferably one to whom root's files belong."""
    if os.geteuid() != 0:
        return MYSELF
    unshare = shutil.which("unshare")
    if unshare is not None:
        # Inside its own user namespace the server is nobody; outside, its files are
        # still root's, so that no folder has to be opened to anyone.
        prefix = (unshare, "-U", f"--map-user={_NOBODY}", f"--map-group={_NOBODY}")
        attempt = subprocess.run([*prefix, "true"], capture_output=True, check=False)  # noqa: S603 -- fixed argv
        if attempt.returncode == 0:
            return Person(prefix=prefix)
    nobody = pwd.getpwnam("nobody")
    return Person(user=nobody.pw_uid, group=nobody.pw_gid)
