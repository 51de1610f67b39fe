"""What a worker does, done at once: in a thread of its own, as workers are."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection


def work(task, *args, **kwargs):
    """Carry a task out and return what it returns.

    Signing runs an event loop of its own, and the browser's runs in the test's thread.
    """

    def carry_out():
        try:
            return task(*args, **kwargs)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as workers:
        return workers.submit(carry_out).result()
