"""All addresses of the portal, walked from its own table."""

from django.urls import URLPattern, get_resolver


def patterns(resolver=None, prefix=""):
    """Yield name, route and pattern of every address that is ours (admin is Django's)."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield entry.name, route, entry
        elif entry.namespace != "admin":
            yield from patterns(entry, route)
