"""Papers for demo applications: drawn, so that nobody's photograph or medical card is needed."""

import io
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from admissions.states import DocumentKind

NAMES = {
    DocumentKind.PHOTO: "Фото 3х4.jpg",
    DocumentKind.FORM_065: "Форма 065у.pdf",
    DocumentKind.FORM_052: "Кұжат 052-2у.pdf",
    DocumentKind.PMPK: "Справка ПМПК.pdf",
}


def paper(kind: DocumentKind) -> SimpleUploadedFile:
    """A portrait of circles, or a page with lines for words."""
    content = _portrait() if kind is DocumentKind.PHOTO else _page()
    return SimpleUploadedFile(NAMES[kind], content)


@cache
def _portrait() -> bytes:
    picture = Image.new("RGB", (300, 400), "#dfe9f2")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((30, 270, 270, 560), fill="#3d6b8f")
    draw.ellipse((85, 90, 215, 250), fill="#e3b998")
    draw.pieslice((80, 75, 220, 235), 180, 360, fill="#33261d")
    return _saved(picture, "JPEG")


@cache
def _page() -> bytes:
    page = Image.new("RGB", (620, 877), "white")
    draw = ImageDraw.Draw(page)
    draw.rectangle((60, 60, 560, 96), fill="#33475b")
    for line in range(22):
        draw.rectangle((60, 140 + line * 30, 560 - line * 53 % 190, 148 + line * 30), fill="#c4ced8")
    return _saved(page, "PDF")


def _saved(picture: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, form)
    return out.getvalue()
