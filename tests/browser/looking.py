"""Is a page legible: to a screen reader, on a narrow telephone, in every language?"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LANGUAGES = ("kk", "ru", "en")
WIDTHS = (1280, 320)


def assert_legible(page: Page) -> None:
    """No violation of axe and no horizontal scroll, in three languages and two widths; the page stays as it was."""
    page.wait_for_load_state()
    size, address = page.viewport_size, page.url
    for language in LANGUAGES:
        _choose(page, language)
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found = Axe().run(page).response["violations"]
            where = f"{language} {width} {page.title()}"
            assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == [], where
            assert page.evaluate("document.documentElement.scrollWidth") <= width, where
    _choose(page, "ru")
    page.set_viewport_size(size)
    page.goto(address)


def assert_fits(page: Page) -> None:
    """The page as it is now, not loaded again: no violation of axe, nothing wider than the window."""
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == [], page.title()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.title()


def _choose(page: Page, language: str) -> None:
    host = page.evaluate("location.hostname")
    page.context.add_cookies([{"name": "oqu_lang", "value": language, "domain": host, "path": "/"}])
