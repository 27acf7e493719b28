"""How the tests of the family walk: by the names of the pages and the words people read."""

import re

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from admissions.models import Application
from oqu.core.acting import Actor, acting
from oqu.core.secrets_fields import blind_index
from tests import factories as make
from tests.admissions.school.pages import text

__all__ = ["text"]


def applications_of(client: Client) -> list[Application]:
    """Of the browser's parent, the first one first."""
    with acting(Actor.parent(client.person.pk)):
        rows = Application.objects.select_related("school").prefetch_related("documents")
        return list(rows.order_by("id"))


def only(client: Client) -> Application:
    (application,) = applications_of(client)
    return application


def go(client: Client, name: str, application: Application | None = None) -> HttpResponse:
    return client.get(reverse(f"admissions:{name}", args=[application.uuid] if application else []))


def press(client: Client, name: str, application: Application | None = None, **typed: object) -> HttpResponse:
    return client.post(reverse(f"admissions:{name}", args=[application.uuid] if application else []), typed)


def choice_of(child_iin: str) -> str:
    """The value of a child's radio button."""
    return blind_index("iin", child_iin)


def begin(client: Client, child_iin: str) -> Application:
    """A draft for this child, as the first page makes it."""
    assert press(client, "draft-start", child=choice_of(child_iin)).status_code == 302
    return applications_of(client)[-1]


def details(**other: object) -> dict[str, object]:
    return {"language": "kk", "phone": "8 707 123 45 67", **other}


def papers(*kinds: str) -> dict[str, object]:
    return {kind: make.picture(f"{kind}.jpg") for kind in kinds or ("photo_3x4", "form_065u", "form_052_2u")}


def kept(application: Application, client: Client) -> set[str]:
    """Kinds of the papers that are stored now."""
    with acting(Actor.parent(client.person.pk)):
        return set(application.documents.values_list("kind", flat=True))


def body(answer: HttpResponse) -> bytes:
    """A file that was sent; read to its end, so that it is closed."""
    return b"".join(answer.streaming_content)


def radios(answer: HttpResponse) -> list[str]:
    """Values of the radio buttons, in the order of the page."""
    tags = re.findall(r'<input[^>]*type="radio"[^>]*>', answer.content.decode())
    return [re.search(r'value="([^"]*)"', tag)[1] for tag in tags]
