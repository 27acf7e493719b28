import pytest

from tests.browser.portal import running_portal


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    with running_portal(tmp_path_factory.mktemp("portal") / "local") as portal:
        yield portal


@pytest.fixture
def new_page(chromium):
    """A page of a fresh browser profile; options go to the context. Errors of scripts fail the test."""
    contexts, errors = [], []

    def make(**options):
        context = chromium.new_context(
            **{"viewport": {"width": 1280, "height": 900}, "locale": "ru", **options}
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda message: errors.append(message.text) if "Content Security" in message.text else None,
        )
        return page

    yield make
    for context in contexts:
        context.close()
    assert errors == []
