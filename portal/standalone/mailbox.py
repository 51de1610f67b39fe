"""A catch-all mail server: every message becomes one file, whoever it is for.

Runs as a process of its own, by the path of this file, so that it loads nothing else.
"""

import argparse
import asyncio
import os
import secrets
import signal
import time
from pathlib import Path
from typing import cast

from aiosmtpd.smtp import SMTP, Envelope, Session

_MAX_BYTES = 40 * 1024 * 1024


class Mailbox:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    async def handle_DATA(  # noqa: N802 -- aiosmtpd calls it so
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        try:
            self.keep(envelope)
        except OSError as failure:
            return f"452 Not kept: {failure.strerror}"
        return "250 Kept"

    def keep(self, envelope: Envelope) -> Path:
        """Write the message under its final name only when it is complete."""
        path = self.folder / f"{time.time_ns()}-{secrets.token_hex(4)}.eml"
        draft = path.with_suffix(".new")
        with os.fdopen(
            os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
        ) as file:
            for recipient in envelope.rcpt_tos:
                file.write(f"Delivered-To: {recipient}\r\n".encode())
            file.write(cast("bytes", envelope.content))
        draft.replace(path)
        return path


async def serve(folder: Path, *, host: str, port: int) -> None:
    """Take mail until SIGTERM arrives."""
    mailbox = Mailbox(folder)
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    server = await loop.create_server(
        lambda: SMTP(mailbox, data_size_limit=_MAX_BYTES, enable_SMTPUTF8=True),
        host,
        port,
    )
    async with server:
        await ended.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    chosen = parser.parse_args()
    asyncio.run(serve(chosen.folder, host=chosen.host, port=chosen.port))


if __name__ == "__main__":
    main()
