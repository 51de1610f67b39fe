from pathlib import Path

from portal import env

BASE_DIR = Path(__file__).resolve().parent.parent.parent

# "demo" is one-machine mode with invented data and no second factor.
MODE = env.choice("LICET_MODE", "production", among=("production", "demo"))
IS_DEMO = MODE == "demo"
DEBUG = IS_DEMO and env.flag("DEBUG", default=False)

VAR_DIR = env.folder("LICET_VAR", BASE_DIR / "var")
SECRET_KEY = env.text("SECRET_KEY", hint="a random text of 50 characters or more")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", hint="licences.example.org")
SITE_URL = env.text("SITE_URL", hint="https://licences.example.org").rstrip("/")

INSTALLED_APPS = [
    "portal.apps.PortalConfig",
    "portal.accounts.apps.AccountsConfig",
    "portal.admin_site.LicetAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "csp",
    "portal.ui",
    "portal.audit",
    "portal.outbox",
    "portal.calendars",
    "exporters",
    "licensing",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.NoNulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.middleware.ReaderMiddleware",
    "portal.accounts.middleware.SecondFactorMiddleware",
    "portal.middleware.PrivateResponseMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # Template coverage needs the debug information; it costs nothing shown.
            "debug": DEBUG or env.flag("TEMPLATE_DEBUG", default=False),
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.ui.context.site",
                "portal.navigation.navigation",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "portal.ui.templatetags.ui",
            ],
        },
    }
]

LANGUAGE_CODE = "en"
# Each in its own words, whatever language the page has.
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = ["portal.formats"]
LANGUAGE_COOKIE_NAME = "licet_language"

CRISPY_ALLOWED_TEMPLATE_PACKS = ("licet",)
CRISPY_TEMPLATE_PACK = "licet"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True
