"""The test authority is made once, kept, and never shown to other users of the machine."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from oqu.sandbox.pki import key_names, load_key, make_test_pki, names
from oqu.sandbox.pki.holders import demo_holders
from oqu.sandbox.pki.keyring import read_key
from oqu.sandbox.pki.profile import Holder

NOW = datetime.now(UTC)
HOLDER = Holder("950601600023", "Сәрсенова", "Гүлмира", "", "Школа", "950640000018")
RSA_KEYS = ("org-950601600023-950640000018", "revoked-950601600023-950640000018")
KEYS = dict.fromkeys([*RSA_KEYS, *(f"{name}-gost" for name in RSA_KEYS)], HOLDER)


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

    @pytest.mark.parametrize("name", KEYS)
    def test_key_that_runs_out_is_renewed(self, made: Path, name: str) -> None:
        later = NOW + timedelta(days=350)
        assert make_test_pki(made, {name: HOLDER}, now=later) == [name]

    @pytest.mark.parametrize("name", KEYS)
    def test_spoilt_key_file_is_made_again(self, made: Path, name: str) -> None:
        (made / "keys" / f"{name}.p12").write_bytes(b"spoilt")
        assert make_test_pki(made, {name: HOLDER}, now=NOW) == [name]

    def test_secrets_are_for_the_owner_only(self, made: Path) -> None:
        secret = [*(made / "keys").iterdir(), *(made / "authority").rglob("*.key")]
        assert secret
        assert {path.stat().st_mode & 0o777 for path in secret} == {0o600}

    def test_trust_holds_no_key(self, made: Path) -> None:
        expected = {
            f"{authority}.{kind}"
            for authority in ("root", "nca", "root_gost", "nca_gost")
            for kind in ("pem", "crl")
        }
        assert {path.name for path in (made / "trust").iterdir()} == expected

    def test_name_of_a_key_does_not_leave_the_folder(self, made: Path) -> None:
        with pytest.raises(KeyError):
            load_key(made, "../authority/test/nca")

    @pytest.mark.parametrize("name", KEYS)
    def test_key_says_whose_it_is_and_of_which_algorithm(self, made: Path, name: str) -> None:
        key = load_key(made, name)
        assert key.private.algorithm == names.parse(name).algorithm
        assert key.certificate.issuer == key.authorities[0].subject
        assert f"IIN{HOLDER.iin}" in key.certificate.subject.rfc4514_string()

    def test_portal_has_a_seal_that_no_person_holds(self, made: Path) -> None:
        """For PAdES: RSA, of an organisation, under the same root; not among the keys one can choose."""
        seal = read_key(made / "portal" / "portal-seal.p12")
        assert seal.private.algorithm == "RSA"
        assert "IIN" not in seal.certificate.subject.rfc4514_string()
        assert "portal-seal" not in key_names(made)
        seal.certificate.verify_directly_issued_by(seal.authorities[0])


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
    assert {f"{name}-gost" for name in holders if not name.endswith("-gost")} <= holders.keys()


def test_key_names_of_an_empty_folder(tmp_path: Path) -> None:
    assert key_names(tmp_path) == []
