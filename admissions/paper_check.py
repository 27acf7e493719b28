"""What the public check page tells of a paper by the code in its QR: enough to believe it, nothing of the child."""

from dataclasses import dataclass
from enum import StrEnum

from admissions.models import IssuedDocument, Signature
from admissions.models.document import CODE_LETTERS
from admissions.services import open_issued
from admissions.states import ISSUED_ON_ARRIVAL
from oqu.core.acting import Actor, acting
from oqu.core.errors import NotFound
from oqu.integrations.signature import Verdict
from oqu.integrations.signature.again import verify_again

# Crockford's alphabet reads what a hand writes: letters that look like digits are those digits.
_READ = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


class Standing(StrEnum):
    SIGNED = "signed"  # the director's signature stands under it
    NOT_SIGNED = "not_signed"  # a decision still waiting for the director
    VOID = "void"  # a decision that was returned and is replaced by another
    SENT = "sent"  # the family's own application, or the receipt for it


@dataclass(frozen=True)
class CheckedPaper:
    """`now` is the verifier's answer of this moment; `signature` keeps the one of the signing."""

    document: IssuedDocument
    standing: Standing
    signature: Signature | None
    now: Verdict | None


def check_paper(code: str) -> CheckedPaper:
    """
    The paper with this code, and its signature verified anew as of the moment it was made.

    :param code: as typed: small letters, spaces and dashes do not matter
    :raises NotFound: no such code
    """
    wanted = code.upper().translate(_READ)
    if not set(wanted) <= set(CODE_LETTERS):
        raise NotFound
    with acting(Actor.system("paper check"), read_only=True):
        document = (
            IssuedDocument.objects.select_related(
                "application__school", "application__campaign", "application__signature__document"
            )
            .filter(code=wanted)
            .first()
        )
        if document is None:
            raise NotFound
        is_of_decision = document.kind not in ISSUED_ON_ARRIVAL
        signature = document.application.signature if is_of_decision else None
        verdict = _verified_anew(signature) if signature else None
    return CheckedPaper(document, _standing(document, signature), signature, verdict)


Kind = IssuedDocument.Kind


def _standing(document: IssuedDocument, signature: Signature | None) -> Standing:
    if document.kind in ISSUED_ON_ARRIVAL:
        return Standing.SENT
    if document.kind == Kind.DECISION and document.round != document.application.round:
        return Standing.VOID
    return Standing.SIGNED if signature else Standing.NOT_SIGNED


def _verified_anew(signature: Signature) -> Verdict:
    with open_issued(signature.document) as decision:
        content = decision.read()
    school = signature.document.application.school
    return verify_again(
        bytes(signature.cms),
        content,
        iin=signature.signer_iin,
        bin=(school.bin if school else "") or "",
        evidence=signature.evidence,
    )
