from csp.constants import NONE, SELF

from portal import env
from portal.settings.core import IS_DEMO, SITE_URL

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "portal.accounts.password_rules.NotRepeated"},
    {
        "NAME": (
            "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"
        ),
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

# Staff and signatories need it; only one-machine mode, with invented data, does not ask.
SECOND_FACTOR_REQUIRED = not IS_DEMO
# Asked of everyone whose role alone does not require it: who may sign for a company?
SECOND_FACTOR_ALSO_REQUIRED_FOR = "exporters.queries.memberships.may_sign"

# How many proxies stand before the portal and append to X-Forwarded-For.
TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", default=0)
# Staff who do nothing for so long sign in again; nobody's session outlives its cookie.
SESSION_IDLE_LIMIT = 60 * 60 if not IS_DEMO else None
PASSWORD_RESET_TIMEOUT = 60 * 60

ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "portal.accounts.tokens.ResetTokenGenerator"  # noqa: S105 -- a class, by its path
ACCOUNT_RATE_LIMITS = {
    # A whole authority signs in at nine behind one address; guessing is limited by key.
    "login": "300/m/ip",
    "login_failed": "100/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/h/key",
}
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.sign_in.SignInForm",
    "reauthenticate": "portal.accounts.forms.sign_in.ConfirmPasswordForm",
    "reset_password": "portal.accounts.forms.passwords.AskForResetForm",
    "reset_password_from_key": "portal.accounts.forms.passwords.ResetForm",
    "change_password": "portal.accounts.forms.passwords.ChangeForm",
    "set_password": "portal.accounts.forms.passwords.SetForm",
}
MFA_ADAPTER = "portal.accounts.adapter.SecondFactorAdapter"
# Addresses are proved by the invitation; allauth's own table of addresses stays empty.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_FORMS = {
    "authenticate": "portal.accounts.forms.second_factor.CodeForm",
    "reauthenticate": "portal.accounts.forms.second_factor.ConfirmCodeForm",
    "activate_totp": "portal.accounts.forms.second_factor.ActivateAppForm",
    "add_webauthn": "portal.accounts.forms.second_factor.AddKeyForm",
    "edit_webauthn": "portal.accounts.forms.second_factor.RenameKeyForm",
    "login_webauthn": "portal.accounts.forms.second_factor.KeySignInForm",
    "authenticate_webauthn": "portal.accounts.forms.second_factor.KeyForm",
    "reauthenticate_webauthn": "portal.accounts.forms.second_factor.ConfirmKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Licet"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = IS_DEMO

_HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = not IS_DEMO and env.flag("SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if not IS_DEMO else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if not IS_DEMO else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = not IS_DEMO
SECURE_HSTS_PRELOAD = not IS_DEMO
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.views.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL] if _HTTPS else []
X_FRAME_OPTIONS = "SAMEORIGIN"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        # A case shows its documents in a frame of its own origin.
        "frame-ancestors": [SELF],
        "frame-src": [SELF],
    }
}
