"""Asks a time-stamping authority (RFC 3161) to date a signature."""

import asyncio
import urllib.request
from functools import lru_cache

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError

_QUERY = "application/timestamp-query"
_REPLY = "application/timestamp-reply"
_SECONDS = 10


@lru_cache(maxsize=2)
def timestamper(url: str) -> TimeStamper:
    """Return the one client of this address, which learns the size of its answers."""
    return HttpTimeStamper(url)


class HttpTimeStamper(TimeStamper):
    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._url = url

    async def async_request_tsa_response(
        self, req: tsp.TimeStampReq
    ) -> tsp.TimeStampResp:
        return await asyncio.to_thread(self._ask, req.dump())

    def _ask(self, question: bytes) -> tsp.TimeStampResp:
        request = urllib.request.Request(  # noqa: S310 -- the settings allow http only
            self._url, data=question, headers={"Content-Type": _QUERY}
        )
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 -- as above
                kind, content = answer.headers.get_content_type(), answer.read()
        except OSError as failure:
            raise TimestampRequestError(f"{self._url}: {failure}") from failure
        if kind != _REPLY:
            raise TimestampRequestError(f"{self._url} answered with {kind}")
        return tsp.TimeStampResp.load(content)
