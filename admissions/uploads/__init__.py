"""
What comes from outside is never kept as it came: pictures are decoded and encoded again, PDFs are
rebuilt from their pages, so scripts, hidden files and metadata do not pass.

Decoders are the part that strangers attack, so they run in a process of their own (`child.py`) with
bounds of memory and time; whatever happens there, the portal goes on.
"""

import subprocess
import sys
from pathlib import Path
from typing import Literal

from admissions.errors import FileBroken, FileOfAnotherType

JPEG, PDF = "image/jpeg", "application/pdf"

_BEGINNINGS: dict[bytes, Literal["picture", "pdf"]] = {
    b"\xff\xd8\xff": "picture",
    b"\x89PNG\r\n\x1a\n": "picture",
    b"%PDF-": "pdf",
}
_CHILD = Path(__file__).with_name("child.py")
_LONGEST_SECONDS = 10  # of the wall; the child's processor time is bounded tighter


def safe_copy(raw: bytes) -> tuple[bytes, str]:
    """
    The copy that is kept and its content type, JPEG or PDF, told by the bytes and not by the name.

    :raises FileOfAnotherType: neither JPEG nor PNG nor PDF
    :raises FileBroken: it does not open, is protected, too long or too large to decode
    """
    form = next((form for begins, form in _BEGINNINGS.items() if raw.startswith(begins)), None)
    if form is None:
        raise FileOfAnotherType
    return _in_child(f"{form}-copy", raw), JPEG if form == "picture" else PDF


def first_page(copy: bytes, content_type: str) -> bytes:
    """
    A JPEG of the first page of what `safe_copy` made, for looking at without opening the file.

    :raises FileBroken: its page cannot be drawn within the bounds
    """
    return _in_child("picture-page" if content_type == JPEG else "pdf-page", copy)


def _in_child(what: str, content: bytes) -> bytes:
    command = [sys.executable, "-I", str(_CHILD), what]
    try:
        done = subprocess.run(  # noqa: S603 - our own script, the content goes in by a pipe
            command, input=content, capture_output=True, timeout=_LONGEST_SECONDS, env={}, cwd="/", check=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise FileBroken from error
    return done.stdout
