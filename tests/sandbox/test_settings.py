import os
import subprocess
import sys


def start(**environment):
    """Loads the sandbox's settings in a fresh process."""
    return subprocess.run(
        [sys.executable, "-c", "import oqu.sandbox.settings"],
        env=os.environ | {"SANDBOX_DATABASE_URL": "postgresql://nobody@127.0.0.1/none"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


class TestSettings:
    def test_refuse_to_load_beside_a_production_portal(self):
        refused = start(OQU_ENVIRONMENT="production")

        assert refused.returncode != 0
        assert "must not run beside a production portal" in refused.stderr

    def test_load_on_a_developers_machine(self):
        assert start(OQU_ENVIRONMENT="local").returncode == 0
