"""The page of components: every component in every state, in the three languages."""

import re

import pytest

pytestmark = pytest.mark.django_db

LANGUAGES = ("ru", "kk", "en")


@pytest.fixture
def page(client, settings):
    """The page as text in a language."""
    settings.SHOW_COMPONENTS = True

    def read(language: str) -> str:
        client.cookies["oqu_lang"] = language
        response = client.get("/components/")
        assert response.status_code == 200
        return response.content.decode()

    return read


@pytest.mark.parametrize("language", LANGUAGES)
class TestPageOfComponents:
    def test_every_component_is_rendered(self, page, language: str) -> None:
        html = page(language)

        assert f'<html lang="{language}">' in html
        assert not re.search(r"</?c-|\{\{|\{%|\{#", html)

    def test_nothing_is_inline_and_nothing_comes_from_elsewhere(self, page, language: str) -> None:
        html = page(language)

        assert not re.search(r"\sstyle=|\son\w+=|<style|<script(?![^>]*\ssrc=)", html)
        assert not re.search(r'(?:src|<link[^>]*href)="(?:https?:)?//', html)

    def test_no_icon_is_empty(self, page, language: str) -> None:
        assert not re.search(r'class="icon"[^>]*></svg>', page(language))

    def test_no_id_is_used_twice(self, page, language: str) -> None:
        ids = re.findall(r'\sid="([^"]+)"', page(language))

        assert sorted(ids) == sorted(set(ids))

    def test_hint_and_mistake_are_tied_to_their_field(self, page, language: str) -> None:
        html = page(language)

        for described in re.findall(r'aria-describedby="([^"]+)"', html):
            for target in described.split():
                assert f'id="{target}"' in html


class TestWordsOfTheManual:
    @pytest.mark.rule("R53")
    def test_breadcrumbs_start_at_home(self, page) -> None:
        crumbs = page("ru").split('class="breadcrumbs"')[1].split("</nav>")[0]

        assert re.findall(r">([^<>]+)</(?:a|span)>", crumbs) == [
            "Главная",
            "Государственные услуги",
            "Прием в первый класс",
            "Заявка №34",
        ]

    @pytest.mark.rule("R54")
    def test_title_has_an_arrow_back(self, page) -> None:
        title = page("ru").split('class="page-title"')[1].split("</h1>")[0]

        assert 'href="?back"' in title
        assert "Назад" in title

    def test_list_says_what_part_is_shown(self, page) -> None:
        assert "Показано 1-1 из 1" in page("ru")

    @pytest.mark.rule("R50")
    def test_unread_notifications_are_counted_in_words(self, page) -> None:
        assert "Уведомления, 2 новых" in page("ru")

    @pytest.mark.rule("R150")
    def test_absent_value_is_named(self, page) -> None:
        row = page("ru").split("Свидетельство о рождении")[1].split("</div>")[0]

        assert "Нет данных" in row

    @pytest.mark.rule("R151")
    def test_quotes_of_a_school_are_escaped(self, page) -> None:
        assert "ГКП на ПХВ &quot;Школа-гимназия № 32&quot;" in page("ru")

    @pytest.mark.rule("R153")
    def test_required_field_has_a_star_and_an_optional_one_has_none(self, page) -> None:
        html = page("ru")

        assert "*" in html.split('for="id_iin"')[1].split("</label>")[0]
        assert "*" not in html.split('for="id_comment"')[1].split("</label>")[0]

    @pytest.mark.rule("R154")
    def test_languages_of_study_are_in_lower_case(self, page) -> None:
        assert "казахский" in page("ru")
        assert "Казахский" not in page("ru")

    @pytest.mark.rule("R52")
    def test_three_languages_are_links_in_their_own_words(self, page) -> None:
        html = page("ru")

        assert re.findall(r'lang="(\w\w)" hreflang', html) == ["kk", "ru", "en"]
        assert 'lang="ru" hreflang="ru" title="Русский" translate="no" aria-current="true"' in html


def test_mistake_is_said_in_the_tab_and_above_the_title(page) -> None:
    html = page("ru")

    assert "<title>Ошибка:" in html
    assert html.index("Исправьте 3 ошибки") < html.index("<h1>")


def test_page_is_for_developers_only(client, settings) -> None:
    settings.SHOW_COMPONENTS = False

    assert client.get("/components/").status_code == 404
