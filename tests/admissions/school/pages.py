"""How tests read a page."""

import html
import re

from django.http import HttpResponse
from django.urls import reverse

from admissions.models import Application


def text(answer: HttpResponse) -> str:
    """What a person reads: no markup, one space between words."""
    body = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", answer.content.decode())
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def url(name: str, application: Application, *more: object) -> str:
    return reverse(f"admissions:{name}", args=[application.uuid, *more])
