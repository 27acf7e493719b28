"""The test authority is made once, kept, and never shown to other users of the machine."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from oqu.sandbox.pki import key_names, load_key, make_test_pki
from oqu.sandbox.pki.holders import demo_holders
from oqu.sandbox.pki.profile import Holder

NOW = datetime.now(UTC)
HOLDER = Holder("950601600023", "Сәрсенова", "Гүлмира", "", "Школа", "950640000018")
KEYS = {"org-950601600023-950640000018": HOLDER, "revoked-950601600023-950640000018": HOLDER}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("pki")
    assert make_test_pki(directory, KEYS, now=NOW) == list(KEYS)
    return directory


class TestMaking:
    def test_second_run_keeps_everything(self, made: Path) -> None:
        before = {path: path.read_bytes() for path in (made / "keys").iterdir()}
        assert make_test_pki(made, KEYS, now=NOW) == []
        assert before == {path: path.read_bytes() for path in (made / "keys").iterdir()}

    def test_key_that_runs_out_is_renewed(self, made: Path) -> None:
        later = NOW + timedelta(days=350)
        assert make_test_pki(made, {"org-950601600023-950640000018": HOLDER}, now=later) == [
            "org-950601600023-950640000018"
        ]

    def test_spoilt_key_file_is_made_again(self, made: Path) -> None:
        name = "revoked-950601600023-950640000018"
        (made / "keys" / f"{name}.p12").write_bytes(b"spoilt")
        assert make_test_pki(made, {name: HOLDER}, now=NOW) == [name]

    def test_secrets_are_for_the_owner_only(self, made: Path) -> None:
        secret = [*(made / "keys").iterdir(), *(made / "authority").rglob("*.key")]
        assert secret
        assert {path.stat().st_mode & 0o777 for path in secret} == {0o600}

    def test_trust_holds_no_key(self, made: Path) -> None:
        assert sorted(path.name for path in (made / "trust").iterdir()) == [
            "nca.crl",
            "nca.pem",
            "root.crl",
            "root.pem",
        ]

    def test_name_of_a_key_does_not_leave_the_folder(self, made: Path) -> None:
        with pytest.raises(KeyError):
            load_key(made, "../authority/test/nca")


def test_every_key_of_the_demo_people_can_be_made() -> None:
    from oqu import world

    promised = {name for member in world.STAFF for name in member.keys}
    holders = demo_holders()
    assert promised <= holders.keys()
    refused_at_the_entrance = {"expiredauth", "revokedauth", "forgedauth"}
    assert {"forged", "employee", "signer", *refused_at_the_entrance} <= {
        name.split("-")[0] for name in holders
    }
    assert all(holder.organisation for name, holder in holders.items() if name.startswith("org-"))


def test_key_names_of_an_empty_folder(tmp_path: Path) -> None:
    assert key_names(tmp_path) == []
