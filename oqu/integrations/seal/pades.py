"""PAdES with the organisation's RSA key: no reader of PDF knows the state's own algorithm."""

import io
from functools import lru_cache
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigSeedSubFilter

FIELD = "OQU"


class SealUnusable(Exception):
    """The key file is missing, of another kind, or the password is wrong: an operator has to mend it."""


class PadesSeal:
    def __init__(self, key_file: Path, password: str) -> None:
        """:param key_file: PKCS#12 with the RSA key, its certificate and the authorities"""
        self._key_file, self._password = key_file, password

    def seal(self, pdf: bytes) -> bytes:
        """
        The same document with the seal appended: the bytes that came are an exact prefix of the result.

        :raises SealUnusable:
        """
        signer = _signer(self._key_file, self._password)
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        metadata = PdfSignatureMetadata(
            field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name="OQU"
        )
        out = io.BytesIO()
        PdfSigner(metadata, signer).sign_pdf(writer, output=out)
        return out.getvalue()


@lru_cache(maxsize=2)
def _signer(key_file: Path, password: str) -> SimpleSigner:
    """Opened once a process: that takes longer than a seal."""
    try:
        signer: SimpleSigner | None = SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]
            str(key_file), passphrase=password.encode()
        )
    except (OSError, ValueError) as error:
        raise SealUnusable from error
    if signer is None:
        raise SealUnusable
    return signer
