"""«Помощь»: the manual's questions by task, both support lines, both videos."""

import pytest
from django.urls import reverse

from tests.admissions.school.pages import text

HELP = reverse("core:help")


@pytest.fixture
def page(client, db, settings):
    def open_page(language: str = "ru") -> str:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return text(client.get(HELP))

    return open_page


@pytest.mark.rule("R4")
def test_the_five_questions_for_the_education_department(page):
    words = page()

    assert "отдел или управление образования" in words
    for point in (
        "правила и порядок приёма",
        "разъяснение нормативных требований",
        "медицинских документов",
        "количества детей к зачислению",
        "другие подобные вопросы",
    ):
        assert point in words


@pytest.mark.parametrize(
    "group",
    [
        "Вход и авторизация",
        "Персонал",
        "Лимиты классов",
        "Микроучасток",
        "Обработка заявок",
        "Подвоз",
        "Документы",
    ],
)
def test_the_manuals_groups_of_questions(page, group):
    assert group in page()


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("ru", "Как вернуть заявку исполнителю на доработку?"),
        ("kk", "Қызметкерді қалай қосуға болады?"),
        ("en", "How do I add a parallel?"),
    ],
)
def test_in_three_languages(page, language, question):
    assert question in page(language)


@pytest.mark.rule("R186")
class TestVideos:
    def test_without_an_address_the_title_stands_alone(self, client, db, page):
        assert "Видео: Авторизация (ссылка появится здесь)" in " ".join(page().replace("( ", "(").split())
        assert "Видео: Обработка заявок" in page()

    def test_with_an_address_it_is_a_link(self, client, db, settings):
        settings.VIDEO_SIGN_IN = "https://video.example.kz/1"

        assert '<a href="https://video.example.kz/1" rel="noreferrer">' in client.get(HELP).content.decode()
