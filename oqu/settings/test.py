"""Tests: strict and quick, on the same real servers."""

from oqu.settings.base import *  # noqa: F403
from oqu.settings.base import CACHES, STORAGES

ENVIRONMENT = "test"
SHOW_COMPONENTS = True
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
CACHES = {"default": {**CACHES["default"], "KEY_PREFIX": "oqu-test"}}
CELERY_TASK_ALWAYS_EAGER = True
