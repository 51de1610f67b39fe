"""The parts of a running portal, each a process of its own that a test starts and kills.

Broker, worker and beat are those of an installation; only the mail server is the test's,
so that it can stall, and look at what arrived.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from contextlib import suppress
from email import message_from_bytes, policy

import redis
from django.conf import settings

from portal.lib import jobs
from portal.standalone import ports
from portal.standalone.broker import find_binary
from portal.standalone.waiting import wait_until

# Long enough for a busy machine; each wait ends as soon as it can.
PATIENCE = 90


class Broker:
    """A real Redis-protocol server at an address known before it runs."""

    def __init__(self, folder):
        self.folder = folder
        self.port = ports.find_free()
        self.url = f"redis://{ports.LOOPBACK}:{self.port}/0"
        self.process = None

    def start(self):
        self.process = subprocess.Popen(  # noqa: S603 -- fixed argv
            [
                find_binary(),
                *("--bind", ports.LOOPBACK, "--port", str(self.port)),
                *("--save", "", "--dir", str(self.folder)),
            ],
            stdout=subprocess.DEVNULL,
        )
        assert wait_until(lambda: ports.answers(self.port), seconds=PATIENCE)
        jobs.broker.away_until = 0.0

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def waiting(self):
        """Return how often each task waits for a worker."""
        with redis.Redis.from_url(self.url) as client:
            return Counter(
                json.loads(message)["headers"]["task"]
                for message in client.lrange("celery", 0, -1)
            )

    def is_idle(self):
        with redis.Redis.from_url(self.url) as client:
            return client.llen("celery") == client.hlen("unacked") == 0


class Postbox:
    """A real mail server that keeps what it accepts and can be made to stall."""

    def __init__(self):
        self.port = ports.find_free()
        self.received = []
        self.someone_waits = threading.Event()
        self.stalls_at = {}

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- aiosmtpd's name
        when = self.stalls_at.get(envelope.rcpt_tos[0])
        if when == "before it has the mail":
            await self._stall()
        mail = message_from_bytes(envelope.content, policy=policy.default)
        self.received.append(mail)
        if when == "after it has the mail":
            await self._stall()
        return "250 OK"

    async def _stall(self):
        self.someone_waits.set()
        # The sender is killed meanwhile; nobody is left to hear an answer.
        await asyncio.sleep(PATIENCE)

    def counts(self):
        """Return how often each mail arrived."""
        return Counter(mail["Message-ID"] for mail in self.received)


class Part:
    """A process of the portal, in a group of its own with its children."""

    def __init__(self, variables, *arguments):
        self.log = tempfile.TemporaryFile("w+")  # noqa: SIM115 -- as long as the process
        self.process = subprocess.Popen(  # noqa: S603 -- fixed argv
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=variables,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def kill(self):
        """End all of it at once, as a power cut does."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def close(self):
        """End it and show what it said, to whoever looks for the cause of a failure."""
        self.kill()
        self.log.seek(0)
        sys.stdout.write(self.log.read())
        self.log.close()
