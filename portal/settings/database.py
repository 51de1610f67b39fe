from portal import env
from portal.settings.core import IS_DEMO

_url = env.address(
    "DATABASE_URL",
    schemes=("postgres", "postgresql"),
    hint="postgres://user:password@host:5432/name",
)
_pool_size = env.number("DATABASE_POOL_SIZE", default=4)

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": env.decoded(_url.hostname),
        "PORT": str(_url.port or ""),
        "USER": env.decoded(_url.username),
        "PASSWORD": env.decoded(_url.password),
        "NAME": _url.path.lstrip("/"),
        "OPTIONS": (
            {"pool": {"min_size": 1, "max_size": _pool_size}} if _pool_size else {}
        ),
        "ATOMIC_REQUESTS": False,
    }
}

REDIS_URL = env.text("REDIS_URL", hint="redis://host:6379/0")

CACHES = {
    "default": {
        "BACKEND": "portal.lib.cache.SteadyCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "licet",
        "OPTIONS": {
            # Rate limits and hints only; a missing cache must not stop the portal.
            "IGNORE_EXCEPTIONS": True,
            "SOCKET_CONNECT_TIMEOUT": 1,
            "SOCKET_TIMEOUT": 1,
        },
    }
}
DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True
RATELIMIT_FAIL_OPEN = True
SILENCED_SYSTEM_CHECKS = [
    # The cache is shared by all processes; these only know Django's own backends.
    "django_ratelimit.E003",
    "django_ratelimit.W001",
    # A case shows its documents in a frame of the same origin (see X_FRAME_OPTIONS).
    "security.W019",
]

SESSION_ENGINE = "portal.accounts.sessions"
SESSION_COOKIE_NAME = "licet_session"
SESSION_COOKIE_AGE = 12 * 60 * 60 if not IS_DEMO else 7 * 24 * 60 * 60
