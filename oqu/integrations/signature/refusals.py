"""Why a signature is refused: a stable code, and a sentence that tells the director what to do."""

from django.utils.translation import gettext_lazy as _

from oqu.core.errors import DomainError

VALID = "signature.valid"

_AGAIN = _("The signature could not be read. Nothing is lost: sign the document once more.")
_OTHER_PROGRAM = _(
    "The signature is made in a form that the portal does not accept. Sign with eGov Business or NCALayer."
)

SENTENCES = {
    # the file itself
    "signature.too_large": _AGAIN,
    "signature.malformed": _AGAIN,
    "signature.no_signer": _("There is no signature in what was sent. Sign the document once more."),
    "signature.several_signers": _(
        "There is more than one signature in what was sent. Only the director signs: sign once more, alone."
    ),
    "signature.no_certificate": _OTHER_PROGRAM,
    "signature.algorithm_not_allowed": _(
        "Your key uses an algorithm that is not accepted. Get a new key of the organisation on pki.gov.kz."
    ),
    "signature.certificate_mismatch": _OTHER_PROGRAM,
    # the document
    "signature.other_document": _(
        "Another document was signed, not the decision that is on the screen. Open the application again and sign it."
    ),
    "signature.broken": _("The signature does not match the document. Sign the document once more."),
    "signature.wrong_time": _(
        "The time of the signature differs from the present by more than five minutes. "
        "Check the clock of your device and sign once more."
    ),
    # the authority
    "signature.unknown_authority": _(
        "The key was not issued by the National Certification Authority. Sign with a key from pki.gov.kz."
    ),
    "signature.expired": _(
        "The key has expired. Get a new key of the organisation on pki.gov.kz and sign with it."
    ),
    "signature.not_yet_valid": _(
        "The key is not in force yet. Wait for its first day or sign with the key that is in force now."
    ),
    "signature.revoked": _(
        "The key was revoked. Get a new key of the organisation on pki.gov.kz and sign with it."
    ),
    "signature.no_revocation_data": _(
        "The portal cannot tell now whether the key was revoked. Nothing is lost: try again in a minute."
    ),
    # the kind of key
    "signature.authentication_key": _(
        "This key is only for signing in. Choose the signing key of the organisation."
    ),
    "signature.personal_key": _(
        "This is your personal key. A decision is signed with the key of the organisation: "
        "choose it in eGov Business."
    ),
    "signature.employee_key": _(
        "This is an employee's key without the right to sign for the organisation. "
        "The director signs with the key of the first head."
    ),
    "signature.unfit_certificate": _(
        "The key does not say whose it is. Get a new key of the organisation on pki.gov.kz."
    ),
    # the holder
    "signature.other_organisation": _(
        "This key belongs to another organisation. Sign with the key of your own school."
    ),
    "signature.other_person": _(
        "This key belongs to another person. The director who is signed in signs with their own key."
    ),
    # our side
    "signature.engine_refused": _(
        "The second check of the signature did not confirm it, so nothing is signed. "
        "Sign the document once more; if this repeats, write to support."
    ),
    "signature.not_checked": _(
        "The portal could not check the signature. Nothing is lost: try again in ten minutes "
        "or write to support."
    ),
}


class Refused(Exception):
    """Inside the package only: ends the check with this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class SignatureRefused(DomainError):
    """The refusal for people: one class, the code is one of `SENTENCES`."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        self.message = SENTENCES[code]


def sentence(code: str) -> str:
    """:raises KeyError: no such refusal"""
    return str(SENTENCES[code])
