"""Opens kept files. A store that does not give one out is the operator's to mend."""

import logging
from contextlib import suppress

from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage

logger = logging.getLogger(__name__)


class FileUnavailable(Exception):
    """The file is on record, and the store does not give it out."""


def open_stored(name: str) -> "File[bytes]":
    """Return the open file. Raises FileUnavailable, with the cause in the log."""
    try:
        return default_storage.open(name)
    except OSError as fault:
        logger.exception("The store does not give out %s.", name)
        raise FileUnavailable from fault


class WholeFileStorage(FileSystemStorage):
    """Keeps a file whole or not at all: a full disk leaves no half of one behind."""

    def _save(self, name: str, content: "File[bytes]") -> str:
        try:
            kept: str = super()._save(name, content)  # type: ignore[misc]  # no stub
        except OSError:
            with suppress(OSError):
                self.delete(name)
            raise
        return kept
