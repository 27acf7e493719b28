"""
Run as a script: reads a file from standard input, writes the copy or the picture to standard output.
Any way out but status 0 means: this file is not taken. It knows nothing of the portal.
"""

import io
import resource
import sys
import warnings
from typing import BinaryIO

MAX_PIXELS = 25_000_000
LONGEST_SIDE = 2000  # pixels: legible papers, small files
PAGE_SIDE = 1200  # pixels of the picture of a first page
MAX_PAGES = 30
JPEG_QUALITY = 82
MEMORY = 512 * 2**20
SECONDS = 2

_KEPT_PAGE_KEYS = {"/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents"}
_OUTSIDE_STREAM_KEYS = ("/F", "/FFilter", "/FDecodeParms", "/OPI", "/Metadata", "/PieceInfo", "/AF")


class NotTaken(Exception):
    """Too large, too long, protected."""


def bound_this_process() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def picture(source: BinaryIO, side: int) -> bytes:
    """Upright, at most `side` pixels long, with nothing of the source but its colours."""
    from PIL import Image, ImageOps

    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with Image.open(source, formats=("JPEG", "PNG")) as opened:
        if opened.width * opened.height > MAX_PIXELS:
            raise NotTaken
        if opened.format == "JPEG":
            opened.draft("RGB", (side, side))  # decodes at half size and less where that is enough
        upright = ImageOps.exif_transpose(opened).convert("RGB")
    upright.thumbnail((side, side))
    return _jpeg(upright)


def pdf(source: BinaryIO) -> bytes:
    """A new document of the pages alone: what they show, and nothing that acts or lies outside."""
    import pikepdf
    from pikepdf import sanitize

    with pikepdf.open(source) as document, pikepdf.new() as copy:
        if document.is_encrypted or not 0 < len(document.pages) <= MAX_PAGES:
            raise NotTaken
        copy.pages.extend(document.pages)
        for page in copy.pages:
            for key in set(page.obj.keys()) - _KEPT_PAGE_KEYS - {"/Parent"}:
                del page.obj[key]
        for each in copy.objects:
            if isinstance(each, pikepdf.Stream):
                for key in _OUTSIDE_STREAM_KEYS:
                    if key in each:
                        del each[key]
        for clean in (
            sanitize.remove_javascript,
            sanitize.remove_external_access,
            sanitize.remove_attachments,
            sanitize.remove_multimedia,
        ):
            clean(copy)
        out = io.BytesIO()
        copy.save(out)
    return out.getvalue()


def pdf_page(source: BinaryIO) -> bytes:
    import pypdfium2

    with pypdfium2.PdfDocument(source.read()) as document:
        page = document[0]
        drawn = page.render(scale=PAGE_SIDE / max(page.get_size()), may_draw_forms=False)
        return _jpeg(drawn.to_pil().convert("RGB"))


def _jpeg(picture) -> bytes:
    from PIL import Image

    bare = Image.frombytes("RGB", picture.size, picture.tobytes())
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return out.getvalue()


WORK = {
    "picture-copy": lambda source: picture(source, LONGEST_SIDE),
    "picture-page": lambda source: picture(source, PAGE_SIDE),
    "pdf-copy": pdf,
    "pdf-page": pdf_page,
}

if __name__ == "__main__":
    bound_this_process()
    sys.stdout.buffer.write(WORK[sys.argv[1]](io.BytesIO(sys.stdin.buffer.read())))
