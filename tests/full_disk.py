"""A disk that takes no more, as the system itself says it."""

import resource
from contextlib import contextmanager

MOST_BYTES = 500_000


@contextmanager
def full_disk():
    """Let this process write no file beyond so many bytes."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_BYTES, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def too_large(pdf):
    """Return the PDF with a comment that this disk has no room for.

    It stays in memory on its way there: only the store meets the disk.
    """
    return pdf.replace(b"trailer\n", b"%" + b"x" * 800_000 + b"\ntrailer\n")
