"""The real portal: refuses to start when something that must be true is not."""

from django.core.exceptions import ImproperlyConfigured

from oqu.settings.base import *  # noqa: F403
from oqu.settings.base import DATABASES, SECRET_KEY, STORAGES, env

ENVIRONMENT = "production"
SHOW_COMPONENTS = False

if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY is shorter than 50 characters, see .env.example")
if "DATABASE_OWNER_URL" in env and env.db("DATABASE_URL")["USER"] == env.db("DATABASE_OWNER_URL")["USER"]:
    raise ImproperlyConfigured("DATABASE_URL must be a role that owns nothing, see .env.example")

# A proxy ends TLS and says so.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-oqu_sid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-oqu_csrf"
LANGUAGE_COOKIE_SECURE = True

# Statements prepared in the server and connections kept: a quarter more of everything.
DATABASES["default"]["OPTIONS"] |= {"prepare_threshold": 5}

if env.str("S3_BUCKET", ""):
    STORAGES = {
        **STORAGES,
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "endpoint_url": env.str("S3_ENDPOINT_URL"),
                "bucket_name": env.str("S3_BUCKET"),
                "access_key": env.str("S3_ACCESS_KEY"),
                "secret_key": env.str("S3_SECRET_KEY"),
                "default_acl": "private",
                "querystring_auth": True,
                "file_overwrite": False,
            },
        },
    }
