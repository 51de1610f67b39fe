from portal import env
from portal.settings.core import IS_DEMO, VAR_DIR

_url = env.address(
    "EMAIL_URL",
    schemes=("smtp", "smtps", "smtp+tls"),
    hint="smtp+tls://user:password@mail.example.org:587",
)

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.decoded(_url.hostname)
EMAIL_PORT = _url.port or 25
EMAIL_HOST_USER = env.decoded(_url.username)
EMAIL_HOST_PASSWORD = env.decoded(_url.password)
EMAIL_USE_SSL = _url.scheme == "smtps"
EMAIL_USE_TLS = _url.scheme == "smtp+tls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "Licet <no-reply@licet.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# The catch-all mailbox of one-machine mode; None means there is none to show.
MAILBOX_DIR = VAR_DIR / "mail" if IS_DEMO else None
