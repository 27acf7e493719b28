"""Tests: strict and quick, on the same real servers."""

import os

from oqu.settings.base import *  # noqa: F403
from oqu.settings.base import CACHES, DATABASES, MIDDLEWARE, REDIS_URL, STORAGES, env

ENVIRONMENT = "test"
# Static files are collected by `make run` only; the browser tests meet them there.
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
SHOW_COMPONENTS = True
# Tests of the first visit ask for it; everybody else's people are past it.
CONSENT_REQUIRED_AT_SIGN_IN = False
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Each test process has a cache of its own: one test's clearing is not another's loss.
_NUMBER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw-1").removeprefix("gw")) + 1
REDIS_URL = f"{REDIS_URL.rpartition('/')[0]}/{_NUMBER}"
CACHES = {"default": {**CACHES["default"], "LOCATION": REDIS_URL}}
CELERY_TASK_ALWAYS_EAGER = True

# The owner makes and migrates the test database; `tests.database` then steps down to the application's role.
DATABASES = {"default": {**DATABASES["default"], **env.db("DATABASE_OWNER_URL"), "CONN_MAX_AGE": 0}}
APPLICATION_PASSWORD = env.db("DATABASE_URL")["PASSWORD"]
