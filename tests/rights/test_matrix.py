"""Every route × method × person: who gets in, who is refused, and who is not even told that it exists."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.rights.cells import each
from tests.rights.expected import PEOPLE, Line, lines
from tests.rights.routes import named_routes
from tests.rights.world import World

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
DOORS = ("/sign-in/", "/admin/login/")
LINES = lines()
DESCRIBED = {line.route for line in LINES if line.route.startswith("api:") or line.route == "schema"}


def asked() -> list:
    """Every line; a HEAD is asked wherever a GET is."""
    written = {(line.route, line.object, line.method) for line in LINES}
    found = []
    for line in LINES:
        methods = [line.method]
        if line.method == "GET" and (line.route, line.object, "HEAD") not in written:
            methods.append("HEAD")
        found += [pytest.param(line, method, id=f"{line.route}-{line.object}-{method}") for method in methods]
    return found


def other_methods() -> list:
    """Before the door nothing is told; behind it a method without a line is not known."""
    found = []
    for route, line in {line.route: line for line in reversed(LINES)}.items():
        written = {each.method for each in LINES if each.route == route}
        written |= {"HEAD"} if "GET" in written else set()
        written |= {"OPTIONS"} if route in DESCRIBED else set()
        others = [method for method in METHODS if method not in written]
        found.append(pytest.param(line, others, id=route))
    return found


@pytest.mark.parametrize(("line", "method"), asked())
def test_who_gets_in(world: World, line: Line, method: str):
    answers, kept_by_the_browser = {}, []
    for who in each():
        response = ask(world, line.route, line.object, method, who)
        answers[who] = outcome(response)
        if answers[who] == "ok" and who != "anonymous" and "no-store" not in response["Cache-Control"]:
            kept_by_the_browser.append(who)

    assert answers == line.answers
    assert kept_by_the_browser == [], "what a browser kept would outlive the way out"


@pytest.mark.parametrize(("line", "methods"), other_methods())
def test_other_methods(world: World, line: Line, methods: list[str]):
    answers = {
        who: {method: outcome(ask(world, line.route, line.object, method, who)) for method in methods}
        for who in each()
    }

    expected = {who: answer if answer in {"in", "401"} else "405" for who, answer in line.answers.items()}
    assert answers == {who: dict.fromkeys(methods, expected[who]) for who in PEOPLE}


@pytest.mark.parametrize("route", sorted(DESCRIBED))
def test_options_describe_and_tell_nothing(world: World, route: str):
    about = next(line.object for line in LINES if line.route == route)
    for who in each():
        answer = ask(world, route, about, "OPTIONS", who)

        assert answer.status_code in {200, 401, 403}, who
        assert not any(str(one.uuid) in answer.content.decode() for one in world.own.values()), who


def test_every_route_has_a_line():
    told = {line.route for line in LINES}
    routes = {name for name in named_routes() if not name.startswith("admin:")}

    assert routes - told == set(), "who may open these? Give them a line in tests/rights/expected.py"
    assert told - routes == set(), "there are no such routes any more"


def ask(world: World, route: str, about: str, method: str, who: str, **more: str) -> HttpResponse:
    path = address(world, route, about)
    if more:
        path += "?" + "&".join(f"{name}={value}" for name, value in more.items())
    browser = browser_of(world, who, with_token=route.startswith("api:"))
    sent: dict[str, object] = {"data": {"nothing": "1"}} if method == "POST" else {"data": "{}"}
    if route.startswith("api:") and route != "api:papers":
        sent = {"data": "{}", "content_type": "application/json"}
    return getattr(browser, method.lower())(path, **(sent if method in {"POST", "PUT", "PATCH"} else {}))


def browser_of(world: World, who: str, *, with_token: bool = False) -> Client:
    """A bug must show as 500 in the cell it belongs to."""
    somebody = world.people[who]
    if with_token:
        headers = {"Authorization": f"Bearer {somebody.token}"} if somebody.token else {}
        return Client(headers=headers, raise_request_exception=False)
    client = Client(raise_request_exception=False)
    if somebody.session:
        client.cookies[settings.SESSION_COOKIE_NAME] = somebody.session
    return client


def address(world: World, route: str, about: str) -> str:
    applications = {**world.own, **world.on_paper}
    application = applications.get("on_review" if about == "crossed" else about)
    given = {
        "code": {"admissions:check": world.code, "admissions:school": world.school_code}.get(route, "kk"),
        "uuid": application.uuid if application else getattr(world, about, None),
        "session_uuid": world.signing,
        "scan": world.signing,
        "pk": getattr(world, about, 0),
        "year": "2026-2027" if route.startswith("api:") else 2026,
        "language": "kk",
        "register_id": "G117",
    }
    if route in {"admissions:document", "admissions:document-page"}:
        given["uuid"] = world.papers[application.pk]
    wanted = named_routes()[route].pattern.converters
    return reverse(route, kwargs={name: given[name] for name in wanted})


def outcome(response: HttpResponse) -> str:
    if response.streaming:
        response.getvalue()  # read to its end, a file closes itself
    if response.status_code in {301, 302}:
        return "in" if response["Location"].startswith(DOORS) else "on"
    return "ok" if response.status_code in {200, 201, 204} else str(response.status_code)
