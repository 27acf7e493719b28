"""Below /api/ a program asks: whatever goes wrong, the answer is `{"code", "message", "context"}`."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from oqu import urls
from oqu.core.errors import Forbidden

pytestmark = pytest.mark.django_db


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


@login_not_required
def refused(request: HttpRequest) -> HttpResponse:
    raise Forbidden


urlpatterns = [path("api/v1/broken/", broken), path("api/v1/refused/", refused), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)


@pytest.fixture
def client(settings) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/", 404, "core.not_found"),
        ("/api/v1/", 404, "core.not_found"),
        ("/api/v1/nothing/here/", 404, "core.not_found"),
        ("/api/v2/applications/", 404, "core.not_found"),
        ("/api/v1/refused/", 403, "core.forbidden"),
        ("/api/v1/broken/", 500, "core.server_error"),
    ],
)
def test_every_error_is_told_in_one_form(client, address, status, code):
    answer = client.get(address)

    assert answer.status_code == status
    told = answer.json()
    assert set(told) == {"code", "message", "context"}
    assert told["code"] == code
    assert told["message"]


def test_a_failure_names_its_number(client):
    answer = client.get("/api/v1/broken/")

    assert answer.json()["context"] == {"request": answer["X-Request-ID"]}


def test_a_page_still_answers_with_a_page(client):
    assert client.get("/nothing/here/")["Content-Type"].startswith("text/html")
