from portal import env
from portal.settings.core import BASE_DIR, IS_DEMO, VAR_DIR

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
# One-machine mode serves straight from the sources; nothing has to be collected.
WHITENOISE_USE_FINDERS = IS_DEMO
WHITENOISE_AUTOREFRESH = IS_DEMO

_documents = env.address(
    "DOCUMENTS_URL",
    f"file://{VAR_DIR / 'documents'}",
    schemes=("file",),
    hint="file:///srv/licet/documents",
)
DOCUMENTS_DIR = env.decoded(_documents.path)

STORAGES = {
    # Private: never under a URL, opened only through a view that asks permission.
    "default": {
        "BACKEND": "portal.lib.stored_files.WholeFileStorage",
        "OPTIONS": {
            "location": DOCUMENTS_DIR,
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if IS_DEMO
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# The virus scanner. Without it only one-machine mode has one (built in).
CLAMD_URL = env.text("CLAMD_URL", "")
if CLAMD_URL:
    env.address(
        "CLAMD_URL",
        schemes=("tcp", "unix"),
        hint="tcp://127.0.0.1:3310 or unix:///run/clamav/clamd.ctl",
    )
