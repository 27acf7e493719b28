"""The three language links: remembered by a cookie, back to the same page, never away from the portal."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R52")
class TestLanguageLinks:
    def test_choice_is_remembered_and_leads_back(self, client) -> None:
        response = client.get("/language/kk/", {"next": "/help/?from=menu"})

        assert response.headers["Location"] == "/help/?from=menu"
        assert '<html lang="kk">' in client.get("/help/").content.decode()

    def test_browser_s_own_wish_does_not_count(self, client) -> None:
        response = client.get("/help/", headers={"accept-language": "kk"})

        assert '<html lang="ru">' in response.content.decode()

    @pytest.mark.parametrize(
        "elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)", ""]
    )
    def test_link_never_leads_elsewhere(self, client, elsewhere: str) -> None:
        assert client.get("/language/en/", {"next": elsewhere}).headers["Location"] == "/"

    def test_language_that_is_not_spoken_is_not_found(self, client) -> None:
        assert client.get("/language/de/").status_code == 404


@pytest.mark.rule("R4")
@pytest.mark.rule("R5")
def test_help_says_whom_to_ask_what(client) -> None:
    html = client.get("/help/").content.decode()

    assert "местный отдел или управление образования" in html
    assert html.split('class="bullets"')[1].split("</ul>")[0].count("<li>") == 5
    assert 'href="tel:+77750079481"' in html
    assert 'href="https://wa.me/77003449515"' in html
    assert "+7 (700) 344-95-15" in html
