"""Settings of the sandbox. It refuses to start where the portal's production settings are in force."""

from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
HERE = Path(__file__).resolve().parent

if env.str("OQU_ENVIRONMENT", "local") == "production":
    raise ImproperlyConfigured(
        "The sandbox simulates state systems and must not run beside a production portal. "
        "Unset OQU_ENVIRONMENT=production or do not start the sandbox."
    )

DEBUG = False
# Of the sandbox alone, and the same in all its processes; nothing but its own sessions hangs on it.
SECRET_KEY = sha256(b"sandbox" + env.str("EGOV_CLIENT_SECRET").encode()).hexdigest()
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *env.list("SANDBOX_ALLOWED_HOSTS", default=[])]
DATABASES = {"default": env.db("SANDBOX_DATABASE_URL")}
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "oqu.sandbox",
    "oqu.sandbox.faults",
    "oqu.sandbox.registers",
    "oqu.sandbox.phone",
    "oqu.sandbox.consent",
    "oqu.sandbox.nobd",
    "oqu.sandbox.addresses",
    "oqu.sandbox.idp",
    "oqu.sandbox.signing",
    "oqu.sandbox.ncalayer",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "oqu.sandbox.middleware.MovedClock",
    "oqu.sandbox.faults.middleware.SwitchedFaults",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "oqu.sandbox.urls"
WSGI_APPLICATION = "oqu.sandbox.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

# Who may ask: the portal, with the same variables that its own settings read.
PUBLIC_URL = env.str("PUBLIC_URL", f"http://127.0.0.1:{env.int('PORT', 8000)}").rstrip("/")
SANDBOX_URL = env.str("SANDBOX_URL", f"http://127.0.0.1:{env.int('SANDBOX_PORT', 8100)}").rstrip("/")
EGOV_CLIENT_ID = env.str("EGOV_CLIENT_ID", "oqu-local")
EGOV_CLIENT_SECRET = env.str("EGOV_CLIENT_SECRET")
EGOV_CLIENT_NAME = "Национальная Образовательная База Данных 3.0"
EGOV_REDIRECT_URIS = env.list("SANDBOX_REDIRECT_URIS", default=[f"{PUBLIC_URL}/sign-in/callback/"])
POPULATION_TOKEN = env.str("POPULATION_TOKEN")
SMS_TOKEN = env.str("SMS_TOKEN")
CONSENT_TOKEN = env.str("CONSENT_TOKEN")
NOBD_TOKEN = env.str("NOBD_TOKEN")
ADDRESS_REGISTER_KEY = env.str("ADDRESS_REGISTER_KEY")

NCALAYER_PORT = env.int("NCALAYER_PORT", 13579)
NCALAYER_URL = f"ws://127.0.0.1:{NCALAYER_PORT}"

# The word for «Логин/пароль», shown on that page: nobody's password.
SIGN_IN_WORD = "uchebnyi-vhod"
SLOW_SECONDS = env.float("SANDBOX_SLOW_SECONDS", 8.0)
LOCAL_DIR = Path(env.str("OQU_LOCAL_DIR", str(HERE.parent.parent / ".local")))

# Cookies of one host are shared by all its ports, so the names differ from the portal's.
SESSION_COOKIE_NAME = "sandbox_sid"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "sandbox_csrf"
CSRF_COOKIE_SAMESITE = "Lax"


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF, NCALAYER_URL],
        # A form's answer redirects back to the portal, and browsers hold redirects to form-action too.
        "form-action": [SELF, *sorted({_origin(address) for address in EGOV_REDIRECT_URIS})],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "ru"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Almaty"

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
WHITENOISE_USE_FINDERS = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("SANDBOX_LOG_LEVEL", "WARNING")},
    # A refused form or a switched-off system is what the sandbox is for, not news.
    "loggers": {"django.request": {"level": "CRITICAL"}},
}
