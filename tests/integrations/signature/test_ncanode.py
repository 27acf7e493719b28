"""NCANode behind the same port: its yes is believed only where every part of it agrees with our own reading."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test.utils import override_settings

from oqu.integrations.signature import get_verifier
from oqu.integrations.signature.both import BothVerifier
from oqu.integrations.signature.local import LocalVerifier
from oqu.integrations.signature.ncanode import NcaNodeVerifier
from oqu.integrations.signature.port import Verdict
from oqu.sandbox.pki.private_keys import GOST
from tests.integrations.signature.attacks import ATTACKS, Stage, attacks_with
from tests.integrations.signature.ncanode_stub import NcaNode, serving
from tests.integrations.signature.scenes import DOCUMENT, Scene


@pytest.fixture
def scene(scenes: dict[str, Scene]) -> Scene:
    return scenes[GOST]


@pytest.fixture
def node(scene: Scene) -> Iterator[NcaNode]:
    with serving(NcaNode(scene)) as running:
        yield running


def verdict_of(node: NcaNode, *, is_attached: bool = False) -> Verdict:
    cms = node.scene.sign(is_attached=is_attached)
    return NcaNodeVerifier(node.url, timeout=2).verify(cms, DOCUMENT, node.scene.expect)


class TestAccepted:
    @pytest.mark.parametrize("shape", ["certificates", "signers"])
    @pytest.mark.parametrize("is_attached", [False, True], ids=["detached", "attached"])
    def test_in_both_shapes(self, node: NcaNode, shape: str, is_attached: bool) -> None:
        node.shape = shape

        verdict = verdict_of(node, is_attached=is_attached)

        assert (verdict.code, verdict.engine) == ("signature.valid", "ncanode/3")
        assert verdict.evidence["answer"]["signers"]

    def test_a_detached_signature_is_asked_about_with_its_document(self, node: NcaNode) -> None:
        verdict_of(node)
        [(path, question)] = node.asked
        assert (path, question["revocationCheck"]) == ("/cms/verify", ["OCSP"])
        assert question["data"]

    def test_what_stands_inside_is_compared_with_what_it_saw_there(self, node: NcaNode) -> None:
        verdict_of(node, is_attached=True)
        assert [path for path, _question in node.asked] == ["/cms/verify", "/cms/extract"]
        assert "data" not in node.asked[0][1]


class TestItsYesIsNotEnough:
    @pytest.mark.parametrize(
        ("whole", "code"),
        [
            ({"signers": []}, "engine_refused"),
            ({"signers": None}, "engine_refused"),
            ({"signers": [{"certificates": []}]}, "engine_refused"),
            ({"signers": [{"certificates": [None]}]}, "engine_refused"),
            ({"signers": [{}, {}]}, "engine_refused"),
            ({"signers": "yes"}, "engine_refused"),
            ({"valid": False}, "engine_refused"),
            ({"valid": "true"}, "engine_refused"),
            ({"status": 400}, "engine_refused"),
            ({"status": 500}, "not_checked"),
        ],
    )
    def test_of_the_whole(self, node: NcaNode, whole: dict[str, object], code: str) -> None:
        node.whole = whole
        assert verdict_of(node).code == f"signature.{code}"

    @pytest.mark.parametrize(
        ("lie", "code"),
        [
            ({"valid": False}, "engine_refused"),
            ({"revocations": []}, "no_revocation_data"),
            ({"revocations": None}, "no_revocation_data"),
            ({"revocations": [{"revoked": False}, {"revoked": True}]}, "revoked"),
            ({"revocations": [{"revoked": None}]}, "revoked"),
            ({"revocations": ["good"]}, "engine_refused"),
            ({"serialNumber": "1234"}, "certificate_mismatch"),
            ({"serialNumber": None}, "engine_refused"),
            ({"subject": {"iin": "960229500017", "bin": "950640000018"}}, "certificate_mismatch"),
            ({"subject": {"iin": "950601600023", "bin": None}}, "certificate_mismatch"),
            ({"subject": None}, "engine_refused"),
            ({"keyUser": ["ORGANIZATION", "EMPLOYEE"]}, "certificate_mismatch"),
            ({"keyUser": ["INDIVIDUAL"]}, "certificate_mismatch"),
            ({"keyUser": None}, "engine_refused"),
            ({"keyUsage": "AUTH"}, "certificate_mismatch"),
            ({"notAfter": "2020-01-01T00:00:00.000+00:00"}, "expired"),
            ({"notBefore": "2120-01-01T00:00:00.000+00:00"}, "not_yet_valid"),
            ({"notAfter": "soon"}, "engine_refused"),
            ({"notAfter": "2120-01-01T00:00:00"}, "engine_refused"),
        ],
    )
    def test_of_a_part(self, node: NcaNode, lie: dict[str, object], code: str) -> None:
        node.lie = lie
        assert verdict_of(node).code == f"signature.{code}"

    def test_of_another_document_inside(self, node: NcaNode) -> None:
        node.inside = b"%PDF another decision"
        assert verdict_of(node, is_attached=True).code == "signature.other_document"

    def test_of_a_certificate_that_ran_out_since_is_no_matter(self, node: NcaNode) -> None:
        """It judges by the present; a signature stays what it was at its moment."""
        node.lie = {"notAfter": (node.scene.now + timedelta(seconds=1)).isoformat()}
        assert verdict_of(node).ok


class TestItFails:
    @pytest.mark.parametrize(
        ("status", "raw", "code"),
        [
            (500, b'{"status":500,"message":"tsp"}', "not_checked"),
            (200, b"<html>", "not_checked"),
            (200, b"[]", "not_checked"),
            (200, b"{}", "engine_refused"),
            (502, b"", "not_checked"),
            (
                400,
                b'{"status":400,"message":"content hash found in signed attributes different"}',
                "engine_refused",
            ),
        ],
    )
    def test_with_a_named_reason(self, node: NcaNode, status: int, raw: bytes, code: str) -> None:
        node.status, node.raw = status, raw
        assert verdict_of(node).code == f"signature.{code}"

    def test_when_nobody_answers(self, scene: Scene) -> None:
        assert verdict_of(NcaNode(scene, url="http://127.0.0.1:1")).code == "signature.not_checked"


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in attacks_with(GOST)
        # what only cryptography, the chain or the lists of the engine itself can know
        if ATTACKS[name][0]
        not in {
            "signature.broken",
            "signature.revoked",
            "signature.expired",
            "signature.not_yet_valid",
            "signature.unknown_authority",
            "signature.no_revocation_data",
            "signature.not_checked",
        }
    ],
)
def test_attacks_are_refused_before_it_is_asked(
    name: str, scene: Scene, node: NcaNode, trust_copy: Path
) -> None:
    code, make, _only = ATTACKS[name]
    stage = Stage(scene, trust_copy)
    cms = make(stage)

    verdict = NcaNodeVerifier(node.url).verify(cms, stage.document, stage.expect)

    assert verdict.code == code
    assert node.asked == []


class TestBoth:
    def both(self, node: NcaNode, cms: bytes) -> Verdict:
        engines = BothVerifier(LocalVerifier(node.scene.trust), NcaNodeVerifier(node.url))
        return engines.verify(cms, DOCUMENT, node.scene.expect)

    def test_two_who_agree(self, node: NcaNode) -> None:
        verdict = self.both(node, node.scene.sign())
        assert (verdict.code, verdict.engine) == ("signature.valid", "local/2+ncanode/3")
        assert verdict.evidence["certificates"]
        assert verdict.evidence["second"]["answer"]
        assert verdict.algorithm == "GOST3410-2015-512"

    def test_one_no_is_enough(self, node: NcaNode) -> None:
        node.whole = {"valid": False}
        verdict = self.both(node, node.scene.sign())
        assert (verdict.ok, verdict.code) == (False, "signature.engine_refused")
        assert verdict.evidence["second"]["code"] == "signature.engine_refused"

    def test_what_the_first_refuses_is_not_asked_further(self, node: NcaNode) -> None:
        assert self.both(node, node.scene.sign("employee")).code == "signature.employee_key"
        assert node.asked == []


class TestSetting:
    @pytest.mark.parametrize(
        ("engines", "kind"), [("local", LocalVerifier), ("ncanode", NcaNodeVerifier), ("both", BothVerifier)]
    )
    def test_names_the_engines(self, engines: str, kind: type) -> None:
        with override_settings(SIGNATURE_ENGINES=engines, NCANODE_URL="http://127.0.0.1:1"):
            assert isinstance(get_verifier(), kind)

    def test_another_word_is_an_error(self) -> None:
        with override_settings(SIGNATURE_ENGINES="any"), pytest.raises(ImproperlyConfigured):
            get_verifier()
