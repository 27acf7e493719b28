"""What every environment shares. Each variable is described in `.env.example`."""

from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
if (BASE_DIR / ".env").exists():
    environ.Env.read_env(BASE_DIR / ".env")

LOCAL_DIR = Path(env.str("OQU_LOCAL_DIR", str(BASE_DIR / ".local")))
ENVIRONMENT = env.str("OQU_ENVIRONMENT", "local")
DEBUG = False

# Secrets: no defaults, `oqu.local` makes them for a developer's machine.
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
FIELD_ENCRYPTION_KEYS = env.list("FIELD_ENCRYPTION_KEYS")  # newest first, 32 bytes each, base64
BLIND_INDEX_KEY = env.str("BLIND_INDEX_KEY")

# Addresses
PORT = env.int("PORT", 8000)
SANDBOX_PORT = env.int("SANDBOX_PORT", 8100)
PUBLIC_URL = env.str("PUBLIC_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
SANDBOX_URL = env.str("SANDBOX_URL", f"http://127.0.0.1:{SANDBOX_PORT}").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
TRUSTED_PROXIES = [ip_network(each) for each in env.list("TRUSTED_PROXIES", default=[])]

# Applications
INSTALLED_APPS = [
    "oqu.core",
    "oqu.calendar",
    "oqu.audit",
    "oqu.outbox",
    "oqu.integrations",
    "staff",
    "limits",
    "microdistrict",
    "admissions",
    "oqu.demo",
    "oqu.ministry.apps.MinistryAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "pgtrigger",
    "rest_framework",
    "drf_spectacular",
    "django_filters",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "csp",
]

MIDDLEWARE = [
    "oqu.core.middleware.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "oqu.core.middleware.PatientSessions",
    "oqu.core.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "staff.middleware.ActingRequest",
    "staff.views.signed_in_only.SignedInOnly",
    "staff.middleware.ConsentGate",
    "oqu.core.middleware.Refusals",
]

ROOT_URLCONF = "oqu.urls"
WSGI_APPLICATION = "oqu.wsgi.application"

# Both cotton and template-partials rewrite the loaders by themselves and the later one silently
# wins; so the order is written by hand: partials outside, cached inside, cotton first.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "oqu.core.context_processors.portal",
                "staff.context_processors.frame",
                "staff.context_processors.session_end",
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
        },
    }
]
FORM_RENDERER = "oqu.core.forms.PortalRenderer"

# Database: the application's role by default, the owner for the commands that change the schema.
_role = env.str("OQU_DATABASE_ROLE", "application")
DATABASES = {"default": env.db("DATABASE_OWNER_URL" if _role == "owner" else "DATABASE_URL")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
DATABASES["default"].setdefault("OPTIONS", {})
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
APPLICATION_ROLE = env.db("DATABASE_URL")["USER"]
DATABASE_OWNER_ROLE = env.db("DATABASE_OWNER_URL")["USER"] if "DATABASE_OWNER_URL" in env else ""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Broker and cache: may be lost at any time with nothing lost.
REDIS_URL = env.str("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "oqu",
        "TIMEOUT": 60,
    }
}

# People: no passwords exist, everybody comes through eGov.
AUTH_USER_MODEL = "staff.Person"
AUTHENTICATION_BACKENDS = ["staff.backends.EgovBackend"]
LOGIN_URL = "staff:sign-in"
LOGIN_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS: list[dict[str, str]] = []
EGOV_CLIENT_ID = env.str("EGOV_CLIENT_ID", "oqu-local")
EGOV_CLIENT_SECRET = env.str("EGOV_CLIENT_SECRET")
EGOV_BASE_URL = env.str("EGOV_BASE_URL", SANDBOX_URL)
POPULATION_URL = env.str("POPULATION_URL", f"{SANDBOX_URL}/population")
POPULATION_TOKEN = env.str("POPULATION_TOKEN")
SMS_URL = env.str("SMS_URL", f"{SANDBOX_URL}/sms")
SMS_TOKEN = env.str("SMS_TOKEN")
CONSENT_URL = env.str("CONSENT_URL", f"{SANDBOX_URL}/kdp")
CONSENT_TOKEN = env.str("CONSENT_TOKEN")
NOBD_URL = env.str("NOBD_URL", f"{SANDBOX_URL}/nobd")
NOBD_TOKEN = env.str("NOBD_TOKEN")
ADDRESS_REGISTER_URL = env.str("ADDRESS_REGISTER_URL", f"{SANDBOX_URL}/address-register")
ADDRESS_REGISTER_KEY = env.str("ADDRESS_REGISTER_KEY")
# clamd as host:port or the path of its socket; empty: the built-in checker, which is no antivirus.
CLAMAV_ADDRESS = env.str("CLAMAV_ADDRESS", "")
SIGNATURE_TRUST_ROOTS_DIR = env.str("SIGNATURE_TRUST_ROOTS_DIR", str(LOCAL_DIR / "pki" / "trust"))
# Where the worker fetches revocation lists, and whom it asks about one certificate. No other address is ever asked.
SIGNATURE_CRL_URLS = env.list(
    "SIGNATURE_CRL_URLS",
    default=[f"{SANDBOX_URL}/pki/{name}.crl" for name in ("root", "nca", "root_gost", "nca_gost")],
)
SIGNATURE_OCSP_URL = env.str("SIGNATURE_OCSP_URL", f"{SANDBOX_URL}/pki/ocsp/")
# local: the portal verifies by itself; ncanode: NCANode does; both: neither may say no.
SIGNATURE_ENGINES = env.str("SIGNATURE_ENGINES", "local")
NCANODE_URL = env.str("NCANODE_URL", "")
# The program on the director's own computer. Only the training one has a window that a page can show.
NCALAYER_URL = env.str("NCALAYER_URL", "wss://127.0.0.1:13579")
NCALAYER_WINDOW_URL = ""
# Letters to education departments; without an address of a server they are files in a folder.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(LOCAL_DIR / "mail")
if "EMAIL_URL" in env:
    vars().update(env.email_url("EMAIL_URL"))
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", "oqu@localhost")
EMAIL_DOMAIN = DEFAULT_FROM_EMAIL.partition("@")[2]
EMAIL_TIMEOUT = 10
# The organisation's RSA key that seals notices (PKCS#12); empty: they leave unsealed.
SEAL_KEY_FILE = env.str("SEAL_KEY_FILE", "")
SEAL_KEY_PASSWORD = env.str("SEAL_KEY_PASSWORD", "")
EGOV_BUSINESS_LINK = env.str("EGOV_BUSINESS_LINK", f"{SANDBOX_URL}/business/?link={{url}}")

# Sessions
SESSION_COOKIE_NAME = "oqu_sid"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # the way back from eGov is a top-level navigation
SESSION_IDLE_AGE = timedelta(minutes=30)
SESSION_COOKIE_AGE = int(SESSION_IDLE_AGE.total_seconds())
SESSION_SAVE_EVERY_REQUEST = False  # staff.sessions saves once a minute
SESSION_ABSOLUTE_AGE = timedelta(hours=12)
CSRF_COOKIE_NAME = "oqu_csrf"
CSRF_FAILURE_VIEW = "oqu.core.pages.csrf_failure"

# Headers. No inline script or style anywhere, so no nonce is needed.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, EGOV_BASE_URL],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

# Languages: Russian unless a person chose another one with a link.
LANGUAGE_CODE = "ru"
LANGUAGES = [("kk", _("Kazakh")), ("ru", _("Russian")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "oqu_lang"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["oqu.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Almaty"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = env.str("STATIC_ROOT", str(LOCAL_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = env.str("MEDIA_ROOT", str(LOCAL_DIR / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 0
MAX_UPLOAD_BYTES = 12 * 1024 * 1024  # one file as it comes
MAX_STORED_BYTES = 5 * 1024 * 1024  # all files of an application as they are kept

# Celery: rows are the truth, the broker only carries ticks (see oqu.outbox).
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_ACKS_ON_FAILURE_OR_TIMEOUT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_SOFT_TIME_LIMIT = 90
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_DEFAULT_QUEUE = "worker"
CELERY_TASK_ROUTES = {"outbox.deliver_renderer": {"queue": "renderer"}}
CELERY_BEAT_SCHEDULER = "oqu.outbox.beat:OnlyOneBeat"
# A tick nobody took in time is worth nothing: the next one does the same.
CELERY_BEAT_SCHEDULE = {
    "deliver what waits": {"task": "outbox.deliver_worker", "schedule": 1.0, "options": {"expires": 5}},
    "render what waits": {"task": "outbox.deliver_renderer", "schedule": 1.0, "options": {"expires": 5}},
    "revocation lists": {
        "task": "signature.renew_revocation_lists",
        "schedule": 60.0,
        "options": {"expires": 50},
    },
    "status of certificates": {"task": "signature.ask_statuses", "schedule": 10.0, "options": {"expires": 9}},
    "all invariants of admission": {
        "task": "admissions.verify_journal",
        "schedule": crontab(hour="4", minute="10"),
    },
    "report what is overdue": {"task": "admissions.escalate", "schedule": 60.0, "options": {"expires": 50}},
    "answers of future employees": {
        "task": "staff.refresh_consents",
        "schedule": 60.0,
        "options": {"expires": 50},
    },
    "files of lists whose day is over": {
        "task": "admissions.forget_exports",
        "schedule": crontab(minute="20"),
    },
    "letters to departments": {"task": "admissions.send_digests", "schedule": crontab(hour="9", minute="5")},
    "addresses that do not fit": {
        "task": "microdistrict.check_territories",
        "schedule": crontab(hour="3", minute="40"),
    },
    "holidays of the next year": {"task": "calendar.look_ahead", "schedule": crontab(hour="3", minute="20")},
}

# Rules that may differ by decision of the ministry
QUEUE_SCOPE = env.str("QUEUE_SCOPE", "school")  # or "parallel" (A16)
SIGNING_SESSION_MINUTES = 5
CONSENT_REQUIRED_AT_SIGN_IN = env.bool("CONSENT_REQUIRED_AT_SIGN_IN", True)  # by SMS from 1414 (R24)
STAFF_MAY_SIGN_IN_BY_QR = env.bool("STAFF_MAY_SIGN_IN_BY_QR", False)  # executors and school passport officers
SIGN_IN_WITHOUT_METHOD = env.bool("SIGN_IN_WITHOUT_METHOD", True)  # where eGov does not tell the method
SUPPORT_WHATSAPP = env.str("SUPPORT_WHATSAPP", "+77003449515")
SUPPORT_PHONE = env.str("SUPPORT_PHONE", "+77750079481")
VIDEO_SIGN_IN = env.str("VIDEO_SIGN_IN", "")  # on the help page; without an address the title stands alone
VIDEO_PROCESSING = env.str("VIDEO_PROCESSING", "")

# API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["staff.api.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "rest_framework.parsers.JSONParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "oqu.core.api.refusal_handler",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "OQU",
    "DESCRIPTION": "First-grade admission: schools by address, applications, the school's queue.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "TransportEnum": "admissions.states.Transport",
        "TransportAnswerEnum": ["approved", "declined"],
    },
}

# Logs: ids only, never a person.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "oqu.core.logs.LineFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        "django.server": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
    },
}
