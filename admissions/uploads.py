"""
What comes from outside is never kept as it came: pictures are decoded and encoded again, PDFs are
rebuilt from their pages, so scripts, hidden files and metadata do not pass.
"""

import io
import warnings

import pikepdf
from PIL import Image, ImageOps

from admissions.errors import FileBroken, FileOfAnotherType

MAX_PIXELS = 25_000_000
LONGEST_SIDE = 2000  # pixels: legible papers, small files
MAX_PAGES = 30
JPEG_QUALITY = 82

_JPEG, _PNG, _PDF = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-"
_KEPT_PAGE_KEYS = {"/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents"}


def cleaned(raw: bytes) -> tuple[bytes, str]:
    """
    The safe copy and its content type (image/jpeg or application/pdf), told by the bytes, not by the name.

    :raises FileOfAnotherType: neither JPEG nor PNG nor PDF
    :raises FileBroken: it does not open, is protected, too long or too large to decode
    """
    if raw.startswith((_JPEG, _PNG)):
        return _picture(raw), "image/jpeg"
    if raw.startswith(_PDF):
        return _pdf(raw), "application/pdf"
    raise FileOfAnotherType


def _picture(raw: bytes) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=("JPEG", "PNG")) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise FileBroken
                upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise FileBroken from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.frombytes("RGB", upright.size, upright.tobytes())
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return out.getvalue()


def _pdf(raw: bytes) -> bytes:
    try:
        with pikepdf.open(io.BytesIO(raw)) as source, pikepdf.new() as copy:
            if source.is_encrypted or not 0 < len(source.pages) <= MAX_PAGES:
                raise FileBroken
            copy.pages.extend(source.pages)
            for page in copy.pages:
                for key in set(page.obj.keys()) - _KEPT_PAGE_KEYS - {"/Parent"}:
                    del page.obj[key]
            out = io.BytesIO()
            copy.save(out, linearize=False)
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError) as error:
        raise FileBroken from error
    return out.getvalue()
