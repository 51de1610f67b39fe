"""Secrets that are made once and kept, readable by their owner only."""

import os
import secrets
from pathlib import Path


def secret(path: Path) -> str:
    """Return the secret in the file, which is made when missing."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        with os.fdopen(
            os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w"
        ) as file:
            file.write(secrets.token_urlsafe(48))
        draft.replace(path)
    return path.read_text()
