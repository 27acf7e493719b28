"""Every route × method × person: who gets in, who is refused, and who is not even told that it exists."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.rights.expected import PEOPLE, lines
from tests.rights.routes import named_routes
from tests.rights.world import World

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
DOORS = ("/sign-in/", "/admin/login/")
LINES = lines()
DESCRIBED = {line.route for line in LINES if line.route.startswith("api:") or line.route == "schema"}


def cells() -> list[tuple[str, str, str, str, str]]:
    """Address, object, method, person, answer; a HEAD is asked wherever a GET is."""
    written = {(line.route, line.object, line.method) for line in LINES}
    found = []
    for line in LINES:
        methods = [line.method]
        if line.method == "GET" and (line.route, line.object, "HEAD") not in written:
            methods.append("HEAD")
        found += [
            (line.route, line.object, method, who, line.answers[who]) for method in methods for who in PEOPLE
        ]
    return found


def other_methods() -> list[tuple[str, str, list[str], str, str]]:
    """Before the door nothing is told; behind it a method without a line is not known."""
    first = {line.route: line for line in reversed(LINES)}
    found = []
    for route, line in first.items():
        written = {each.method for each in LINES if each.route == route}
        written |= {"HEAD"} if "GET" in written else set()
        written |= {"OPTIONS"} if route in DESCRIBED else set()
        others = [method for method in METHODS if method not in written]
        for who in PEOPLE:
            answer = line.answers[who] if line.answers[who] in {"in", "401"} else "405"
            found.append((route, line.object, others, who, answer))
    return found


@pytest.mark.parametrize(("route", "about", "method", "who", "answer"), cells())
def test_cell(world: World, route: str, about: str, method: str, who: str, answer: str):
    response = ask(world, route, about, method, who)

    assert outcome(response) == answer
    if answer == "ok" and who != "anonymous" and not route.startswith("api:"):
        assert "no-store" in response["Cache-Control"]  # what a browser kept does not outlive the way out


@pytest.mark.parametrize(("route", "about", "methods", "who", "answer"), other_methods())
def test_other_methods(world: World, route: str, about: str, methods: list[str], who: str, answer: str):
    answers = {method: outcome(ask(world, route, about, method, who)) for method in methods}

    assert answers == dict.fromkeys(methods, answer)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("route", sorted(DESCRIBED))
def test_options_describe_and_tell_nothing(world: World, route: str, who: str):
    about = next(line.object for line in LINES if line.route == route)
    answer = ask(world, route, about, "OPTIONS", who)

    assert answer.status_code in {200, 401, 403}
    assert not any(str(one.uuid) in answer.content.decode() for one in world.own.values())


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
    application = world.own.get("on_review" if about == "crossed" else about)
    given = {
        "code": {"admissions:check": world.code, "admissions:school": world.school_code}.get(route, "kk"),
        "uuid": application.uuid if application else getattr(world, about, None),
        "session_uuid": world.signing,
        "pk": world.office_day,
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
