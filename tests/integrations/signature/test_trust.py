"""What the portal believes, and what it must not believe in production."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test.utils import override_settings

from oqu.integrations.signature import checks
from oqu.integrations.signature.trust import load_trust
from tests.integrations.signature.scenes import Scene


@pytest.fixture
def scene(scenes: dict[str, Scene]) -> Scene:
    return scenes["RSA"]


class TestTrust:
    def test_roots_and_authorities_are_told_apart(self, scene: Scene) -> None:
        trust = load_trust(scene.trust)
        assert (len(trust.roots), len(trust.intermediates), len(trust.crls)) == (2, 2, 4)
        assert trust.is_test

    def test_one_file_with_both_certificates(self, scene: Scene, tmp_path: Path) -> None:
        both = (scene.trust / "root.pem").read_bytes() + (scene.trust / "nca.pem").read_bytes()
        (tmp_path / "all.pem").write_bytes(both)
        (tmp_path / "README.txt").write_text("not a certificate")
        assert len(load_trust(tmp_path).intermediates) == 1

    def test_read_again_only_when_a_file_changed(self, trust_copy: Path) -> None:
        before = load_trust(trust_copy)
        assert load_trust(trust_copy) is before
        (trust_copy / "root.crl").unlink()
        assert len(load_trust(trust_copy).crls) == 3


class TestProduction:
    def test_is_told_of_a_test_root(self, scene: Scene) -> None:
        with override_settings(SIGNATURE_TRUST_ROOTS_DIR=str(scene.trust)):
            assert [message.id for message in checks.check_no_test_root(None)] == ["signature.E001"]

    @pytest.mark.parametrize("authority", ["root", "root_gost"])
    def test_does_not_start_with_a_test_root(self, scene: Scene, tmp_path: Path, authority: str) -> None:
        """Not a management command only: whatever loads the applications ends here."""
        (tmp_path / "root.pem").write_bytes((scene.trust / f"{authority}.pem").read_bytes())

        refused = start_production(tmp_path)

        assert refused.returncode != 0
        assert "test authority" in refused.stderr

    def test_starts_without(self, tmp_path: Path) -> None:
        started = start_production(tmp_path)
        assert started.returncode == 0, started.stderr

    def test_any_other_environment_may_believe_it(self, scene: Scene) -> None:
        with override_settings(SIGNATURE_TRUST_ROOTS_DIR=str(scene.trust), ENVIRONMENT="local"):
            checks.refuse_test_root()

    @pytest.mark.parametrize("folder", ["", "nowhere"])
    def test_without_roots_there_is_nothing_to_refuse(self, tmp_path: Path, folder: str) -> None:
        with override_settings(SIGNATURE_TRUST_ROOTS_DIR=str(tmp_path / folder), ENVIRONMENT="production"):
            assert checks.check_no_test_root(None) == []
            checks.refuse_test_root()

    @pytest.mark.parametrize(
        ("crl", "ocsp", "found"),
        [
            (["https://crl.example.kz/nca.crl"], "", []),
            ([], "http://ocsp.example.kz/", []),
            ([], "", ["signature.E002"]),
            (["http://127.0.0.1:8100/pki/nca.crl"], "http://ocsp.example.kz/", ["signature.E002"]),
        ],
    )
    def test_hears_of_revoked_keys_from_a_real_authority(
        self, crl: list[str], ocsp: str, found: list[str]
    ) -> None:
        with override_settings(
            SIGNATURE_CRL_URLS=crl, SIGNATURE_OCSP_URL=ocsp, SANDBOX_URL="http://127.0.0.1:8100"
        ):
            assert [message.id for message in checks.check_revocation_is_real(None)] == found

    @pytest.mark.parametrize(
        ("engines", "url", "found"),
        [("local", "", []), ("both", "http://n:1", []), ("both", "", ["E003"]), ("any", "", ["E003"])],
    )
    def test_has_the_engines_it_names(self, engines: str, url: str, found: list[str]) -> None:
        with override_settings(SIGNATURE_ENGINES=engines, NCANODE_URL=url):
            assert [message.id.partition(".")[2] for message in checks.check_engines(None)] == found


def start_production(trust: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "oqu.settings.production",
        "OQU_ENVIRONMENT": "production",
        "SIGNATURE_TRUST_ROOTS_DIR": str(trust),
        "SECRET_KEY": "of-a-test-and-long-enough-for-production-" * 2,
        "DATABASE_URL": "postgresql://application@127.0.0.1/none",
        "DATABASE_OWNER_URL": "postgresql://owner@127.0.0.1/none",
    }
    command = [sys.executable, "-c", "import django; django.setup()"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
