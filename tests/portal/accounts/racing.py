"""Two people at the same moment, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def race(*acts):
    """Return what each act returned or raised."""
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait()
            return act()
        except Exception as failure:  # noqa: BLE001 -- the outcome is what is tested
            return failure
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
