"""What the portal believes, and what it must not believe in production."""

from pathlib import Path

import pytest
from django.test.utils import override_settings

from oqu.integrations.signature.checks import check_no_test_root
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
    def test_refuses_a_test_root(self, scene: Scene) -> None:
        with override_settings(SIGNATURE_TRUST_ROOTS_DIR=str(scene.trust)):
            assert [message.id for message in check_no_test_root(None)] == ["signature.E001"]

    @pytest.mark.parametrize("folder", ["", "nowhere"])
    def test_without_roots_there_is_nothing_to_refuse(self, tmp_path: Path, folder: str) -> None:
        with override_settings(SIGNATURE_TRUST_ROOTS_DIR=str(tmp_path / folder)):
            assert check_no_test_root(None) == []
