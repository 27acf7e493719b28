"""What a person sees when something went wrong: what happened, is the work safe, a number, the way back."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import render
from django.template import engines
from django.utils import translation

from oqu.core import pages
from oqu.core.errors import Forbidden

VIEWS = {
    400: pages.bad_request,
    403: pages.forbidden,
    404: pages.not_found,
    410: pages.gone,
    429: pages.too_many_requests,
}
NUMBER = "0123456789ab"


@pytest.fixture
def ask(rf):
    """A request as the first middleware leaves it, without a person."""

    def make(path: str = "/somewhere"):
        request = rf.get(path)
        request.request_id = NUMBER
        request.session = {}
        request.user = AnonymousUser()
        return request

    return make


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
@pytest.mark.parametrize("status", VIEWS)
def test_error_answers_in_the_language_of_the_page(ask, status: int, language: str) -> None:
    with translation.override(language):
        response = VIEWS[status](ask())

    html = response.content.decode()
    assert response.status_code == status
    assert f'<html lang="{language}">' in html
    assert NUMBER in html
    assert "+7 (775) 007-94-81" in html
    assert 'class="button button--primary" href="/"' in html


def test_expired_form_says_that_nothing_changed(ask) -> None:
    with translation.override("ru"):
        response = pages.csrf_failure(ask(), reason="secret reason")

    assert response.status_code == 403
    assert "Ничего не изменилось" in response.content.decode()
    assert "secret reason" not in response.content.decode()


@pytest.mark.parametrize("view", [pages.too_many_requests, pages.unavailable])
def test_program_learns_when_to_come_again(ask, view) -> None:
    assert int(view(ask(), retry_after=120)["Retry-After"]) == 120


@pytest.mark.parametrize(("status", "view"), [(500, pages.server_error), (503, pages.unavailable)])
class TestWhenEverythingMayBeBroken:
    def test_page_speaks_three_languages_at_once(self, ask, status: int, view) -> None:
        html = view(ask()).content.decode()

        assert view(ask()).status_code == status
        assert html.count(NUMBER) == 3
        assert 'lang="kk"' in html
        assert 'lang="en"' in html
        assert "Черновики" in html or "черновики" in html

    def test_no_database_and_no_template_engine_is_needed(self, ask, status: int, view, monkeypatch) -> None:
        def broken(*args: object, **kwargs: object) -> HttpResponse:
            raise AssertionError("the template engine was used")

        monkeypatch.setattr(type(engines["django"]), "get_template", broken)

        assert view(ask()).status_code == status

    def test_page_needs_only_plain_files(self, ask, settings, status: int, view) -> None:
        html = view(ask()).content.decode()

        assert "<script" not in html
        for path in ("css/oqu.css", "img/favicon.svg"):
            assert f'href="/static/{path}"' in html
            assert (settings.BASE_DIR / "static" / path).is_file()


@pytest.mark.parametrize("status", VIEWS)
def test_program_gets_the_same_as_data(ask, status: int) -> None:
    response = VIEWS[status](ask("/api/v1/nothing"))

    body = json.loads(response.content)
    assert response.status_code == status
    assert set(body) == {"code", "message", "context"}
    assert body["code"].startswith("core.")


class TestRefusal:
    """What `oqu.core.middleware.Refusals` renders when no view answered a refusal."""

    def test_page_says_the_sentence_and_the_number(self, ask) -> None:
        with translation.override("ru"):
            html = render(ask(), "errors/refusal.html", {"refusal": Forbidden()}).content.decode()

        assert "<h1>" in html
        assert NUMBER in html
        assert "core.forbidden" in html

    def test_fragment_is_the_sentence_alone(self, ask) -> None:
        html = render(ask(), "errors/refusal.html#alert", {"refusal": Forbidden()}).content.decode()

        assert 'role="alert"' in html
        assert "<h1>" not in html


@pytest.mark.django_db
def test_unknown_address_is_a_page_with_a_number(client) -> None:
    response = client.get("/no/such/page")

    assert response.status_code == 404
    assert response["X-Request-ID"] in response.content.decode()
