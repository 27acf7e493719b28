"""A developer's machine and `make run`: embedded servers, the sandbox as the outside world."""

from oqu.settings.base import *  # noqa: F403
from oqu.settings.base import INSTALLED_APPS, LOCAL_DIR, SANDBOX_URL, env

ENVIRONMENT = "local"
DEBUG = env.bool("DEBUG", False)
SHOW_COMPONENTS = True
INSTALLED_APPS = [*INSTALLED_APPS]

# The sandbox's NCALayer speaks without TLS, as the portal does here: no certificate has to be trusted first.
NCALAYER_URL = env.str("NCALAYER_URL", f"ws://127.0.0.1:{env.int('NCALAYER_PORT', 13579)}")
NCALAYER_WINDOW_URL = f"{SANDBOX_URL}/ncalayer/"
# Made with the test authority's other keys; everybody knows their password.
SEAL_KEY_FILE = env.str("SEAL_KEY_FILE", str(LOCAL_DIR / "pki" / "portal" / "portal-seal.p12"))
SEAL_KEY_PASSWORD = env.str("SEAL_KEY_PASSWORD", "Qwerty12")
