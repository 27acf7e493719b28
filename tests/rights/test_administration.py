"""The administration: the ministry's, whatever the page and the method."""

import pytest
from django.urls import reverse

from tests.rights.expected import ADDED, CHANGED, DELETED, PEOPLE
from tests.rights.routes import named_routes
from tests.rights.test_matrix import browser_of, outcome
from tests.rights.world import World

ROUTES = sorted(name for name in named_routes() if name.startswith("admin:"))
# No pages of rows, and what the ministry gets there.
OTHERS = {
    "admin:index": "ok",
    "admin:app_list": "ok",
    "admin:jsi18n": "ok",
    "admin:login": "403",  # for those who are in already: another visit to eGov would not help
    "admin:logout": "405",
    "admin:password_change": "404",  # there are no passwords
    "admin:password_change_done": "404",
    "admin:autocomplete": "403",  # of a field that does not exist
    "admin:view_on_site": "404",
}


@pytest.mark.parametrize("route", ROUTES)
def test_nobody_else_comes_in(world: World, route: str):
    path = address(route)
    answers = {
        (who, method): outcome(getattr(browser_of(world, who), method)(path))
        for who in PEOPLE
        if who != "ministry"
        for method in ("get", "post")
    }

    allowed = {"in", "403", "on"} if route == "admin:logout" else {"in", "403"}
    assert set(answers.values()) <= allowed, answers
    assert {answers["anonymous", "get"], answers["anonymous", "post"]} == {"in"}


@pytest.mark.parametrize("who", [who for who in PEOPLE if who not in {"anonymous", "ministry"}])
def test_the_door_sends_them_away(world: World, who: str):
    assert outcome(browser_of(world, who).get(reverse("admin:login"))) == "403"


@pytest.mark.parametrize("route", ROUTES)
def test_the_ministry(world: World, route: str):
    browser = browser_of(world, "ministry")

    assert outcome(browser.get(address(route))) == expected(route)


def only_looked_at(route: str) -> bool:
    """Whether the address would write something the ministry may only read."""
    model, _, verb = route.removeprefix("admin:").rpartition("_")
    written = {"add": ADDED, "change": CHANGED, "delete": DELETED}
    return "_" in model and verb in written and model not in written[verb]


@pytest.mark.parametrize("route", [route for route in ROUTES if only_looked_at(route)])
def test_what_is_only_looked_at_is_not_written_either(world: World, route: str):
    assert outcome(browser_of(world, "ministry").post(address(route), {"post": "yes"})) == "403"


def expected(route: str) -> str:
    """Of rows that do not exist: back to the index, once the right to look at such a row is there."""
    if "<" in route:  # Django's own addresses without a name
        return "404"
    if route in OTHERS:
        return OTHERS[route]
    model, _, verb = route.removeprefix("admin:").rpartition("_")
    allowed = {"add": ADDED, "delete": DELETED}
    if verb in allowed and model not in allowed[verb]:
        return "403"
    return "on" if verb in {"change", "history", "delete"} else "ok"


def address(route: str) -> str:
    pattern = named_routes()[route]
    given = {"object_id": "0", "content_type_id": "0", "app_label": "staff", "url": "elsewhere/"}
    names = pattern.pattern.regex.groupindex if not pattern.pattern.converters else pattern.pattern.converters
    try:
        return reverse(route, kwargs={name: given[name] for name in names})
    except Exception:
        return "/admin/elsewhere/"
