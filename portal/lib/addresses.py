"""Where a request comes from, behind as many proxies as the operator says there are."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104 -- a word for "unknown", nothing listens on it


def client_address(request: HttpRequest) -> str:
    """Return the client's network address, never what the client says about itself.

    Each trusted proxy appends one entry to X-Forwarded-For, so the client's is the
    TRUSTED_PROXY_COUNT-th from the right.
    """
    count = settings.TRUSTED_PROXY_COUNT
    hops = [
        hop for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop
    ]
    told = hops[-count] if len(hops) >= count > 0 else request.META.get("REMOTE_ADDR")
    try:
        return str(ipaddress.ip_address((told or "").strip()))
    except ValueError:
        return UNKNOWN
