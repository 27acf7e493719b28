"""Whatever comes, what is kept neither acts nor tells, and the portal stays quick and small."""

import io
import resource
import time

import pikepdf
import pytest
from PIL import Image

from admissions.errors import FileBroken, FileOfAnotherType
from admissions.uploads import JPEG, PDF, first_page, safe_copy
from tests import factories as make
from tests.admissions.papers import hostile

CORPUS = dict(hostile.corpus())
ACTIVE = (
    b"/JavaScript",
    b"/JS",
    b"/Launch",
    b"/URI",
    b"/OpenAction",
    b"/AA",
    b"/EmbeddedFile",
    b"/XFA",
    b"/SubmitForm",
)
TRACES = (b"<script", b"<html", b"alert(", b"950601600023", b"MZ\x90", b"PK\x03\x04", b"file:///")
LONGEST_SECONDS = 2


def taken(raw: bytes) -> tuple[bytes, str] | None:
    try:
        return safe_copy(raw)
    except (FileOfAnotherType, FileBroken):
        return None


@pytest.mark.rule("R172")
@pytest.mark.parametrize("name", CORPUS)
def test_nothing_active_is_kept(name):
    began = time.process_time() + _children_seconds()

    kept = taken(CORPUS[name])

    assert time.process_time() + _children_seconds() - began < LONGEST_SECONDS
    if kept:
        content, content_type = kept
        assert not [trace for trace in TRACES if trace in content]
        if content_type == PDF:
            _only_pages(content)
        else:
            _only_colours(content)


@pytest.mark.parametrize("name", [name for name, _ in hostile.not_a_paper()])
def test_only_pictures_and_pdf_are_papers(name):
    with pytest.raises(FileOfAnotherType):
        safe_copy(CORPUS[name])


@pytest.mark.parametrize(
    "name",
    [
        "jpeg of noise",
        "jpeg that says 65,535 by 65,535",
        "png of 30,000 by 30,000",
        "png of 2,000,000,000 by 1",
        "pdf of 10,000 pages",
        "pdf of no page",
        "pdf of noise",
        "pdf under a password",
        "pdf under the owner's password",
    ],
)
def test_what_cannot_be_looked_into_is_not_taken(name):
    with pytest.raises(FileBroken):
        safe_copy(CORPUS[name])


@pytest.mark.parametrize(
    "name", ["jpeg with html in exif", "jpeg with a program behind it", "pdf with links"]
)
def test_a_paper_with_a_guest_is_kept_without_the_guest(name):
    assert taken(CORPUS[name])


@pytest.mark.parametrize("name", CORPUS)
def test_the_first_page_is_a_picture_or_nothing(name):
    if kept := taken(CORPUS[name]):
        try:
            _only_colours(first_page(*kept))
        except FileBroken:
            return


def test_memory_is_bounded():
    """Of the children, the largest so far: the corpus holds bombs of 300 MB."""
    for name in ("png whose data is a bomb", "pdf with a stream of 200 MB", "png with a text bomb"):
        taken(CORPUS[name])

    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 600 * 1024


def test_a_photograph_keeps_what_it_shows_and_loses_where_it_was_taken():
    kept, content_type = safe_copy(make.picture(size=(3000, 4000)).read())

    assert content_type == JPEG
    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.size == (1500, 2000)
        assert not picture.getexif()


def _only_pages(content: bytes) -> None:
    assert not [key for key in ACTIVE if key in content]
    with pikepdf.open(io.BytesIO(content)) as document:
        assert set(document.Root.keys()) <= {"/Type", "/Pages", "/Version"}
        assert not document.attachments
        assert not document.docinfo.keys()


def _only_colours(content: bytes) -> None:
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        assert picture.format == "JPEG"
        assert not set(picture.info) - {"jfif", "jfif_version", "jfif_density", "jfif_unit", "dpi"}


def _children_seconds() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime
