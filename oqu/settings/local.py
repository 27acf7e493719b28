"""A developer's machine and `make run`: embedded servers, the sandbox as the outside world."""

from oqu.settings.base import *  # noqa: F403
from oqu.settings.base import INSTALLED_APPS, env

ENVIRONMENT = "local"
DEBUG = env.bool("DEBUG", False)
SHOW_COMPONENTS = True
INSTALLED_APPS = [*INSTALLED_APPS]
