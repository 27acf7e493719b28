import os
import subprocess
import sys

from tests.sandbox.conftest import DIRECTOR

KEY = f"auth-{DIRECTOR.iin}"
CHOOSE = f"""
import django; django.setup()
from oqu.sandbox.idp.keys import open_with
from oqu.sandbox.registers.models import Person
print(open_with(Person(keys=["{KEY}"]), "{KEY}"))
"""


def choose_key(local_dir):
    """What the sandbox of a machine with this folder says to the key; needs no database."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "oqu.sandbox.settings",
        "SANDBOX_DATABASE_URL": "postgresql://nobody@127.0.0.1/none",
        "OQU_LOCAL_DIR": str(local_dir),
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        [sys.executable, "-c", CHOOSE], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


class TestKeyFile:
    def test_is_asked_for_only_where_a_test_authority_exists(self, tmp_path):
        assert "EDS_PERSON" in choose_key(tmp_path)

    def test_that_was_not_made_is_refused_in_words(self, tmp_path):
        (tmp_path / "pki" / "keys").mkdir(parents=True)
        assert "не выпущен на этой машине" in choose_key(tmp_path)

        (tmp_path / "pki" / "keys" / f"{KEY}.p12").touch()
        assert "EDS_PERSON" in choose_key(tmp_path)
