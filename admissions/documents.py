"""Documents as PDF. Made in the renderer process, from templates/pdf, with no way out to any network."""

import base64
import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from admissions.models import Application, IssuedDocument
from oqu.core import wording

LANGUAGES = ("kk", "ru")
_one_at_a_time = threading.Lock()  # the fonts and the style are shared by the threads of a process


@dataclass(frozen=True)
class Attached:
    name: str
    content: bytes


def render(
    kind: IssuedDocument.Kind,
    application: Application,
    *,
    code: str = "",
    attachments: Sequence[Attached] = (),
) -> bytes:
    """
    A document in Kazakh and Russian. Equal input gives an equal document, but for the PDF's own id.

    :param code: stands in the QR and leads to the public check page; "" makes a draft that says so
    :param attachments: files that travel inside, e.g. the director's signature
    """
    parts = []
    for language in LANGUAGES:
        with translation.override(language):
            parts.append(
                {
                    "language": language,
                    "html": render_to_string(f"pdf/{kind.value}.html", _context(application)),
                }
            )
    address = f"{settings.PUBLIC_URL}{reverse('admissions:check', args=[code])}" if code else ""
    page = render_to_string(
        "pdf/page.html",
        {
            "parts": parts,
            "application": application,
            "code": code,
            "address": address,
            "qr": mark_safe(qr_svg(address)) if code else "",  # noqa: S308  drawn here, of our own address
        },
    )
    with _one_at_a_time:
        css, fonts = _style()
        html = HTML(string=page, base_url="x:", url_fetcher=_closed_fetcher())
        files = [
            Attachment(string=each.content, name=each.name, relationship="Source") for each in attachments
        ]
        return html.write_pdf(stylesheets=[css], font_config=fonts, pdf_variant="pdf/a-3u", attachments=files)


def _context(application: Application) -> dict[str, Any]:
    return {
        "application": application,
        "school": application.school,
        "signature": application.signature,
        "is_draft": not application.is_signed,
        "papers": list(application.documents.all()),
        "due": wording.register_moment(application.due_at),
        "received": wording.register_moment(application.received_at),
        "decided": wording.register_moment(application.decided_at) if application.decided_at else "",
        "signed": wording.register_moment(application.finalised_at) if application.finalised_at else "",
        "reason": application.get_refusal_reason_display() if application.refusal_reason else "",
    }


@cache
def _style() -> tuple[CSS, FontConfiguration]:
    """Parsed once a process: that is most of the time of a small document."""
    fonts = FontConfiguration()
    faces = "".join(
        f"@font-face {{ font-family: Onest; font-weight: {weight};"
        f" src: url(data:font/woff2;base64,{_font(weight)}); }}"
        for weight in (400, 600)
    )
    sheet = (settings.BASE_DIR / "templates" / "pdf" / "page.css").read_text(encoding="utf-8")
    return CSS(string=faces + sheet, font_config=fonts, url_fetcher=_closed_fetcher()), fonts


def _font(weight: int) -> str:
    return base64.b64encode(
        (settings.BASE_DIR / "static" / "fonts" / f"onest-{weight}.woff2").read_bytes()
    ).decode()


def _closed_fetcher() -> URLFetcher:
    """Only what stands in the document itself: no file, no host (a parent's name may hold markup)."""
    return URLFetcher(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=False)


def qr_svg(text: str) -> str:
    """An inline SVG without a fixed size; the page's style gives it one."""
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=2)
    return out.getvalue().decode()
