"""Lists, other formats, and the key of a session that ended: nothing foreign, nothing after the way out."""

import pytest

from tests.rights.cells import each
from tests.rights.expected import PEOPLE, lines
from tests.rights.test_matrix import ask, browser_of, outcome
from tests.rights.test_visibility import SEEN
from tests.rights.world import World

# Addresses without an object that answer somebody with a page or with data.
LISTS = sorted(
    {
        line.route
        for line in lines()
        if line.object == "-" and line.method == "GET" and "ok" in line.answers.values()
    }
)
API = [line for line in lines() if line.route.startswith("api:") and line.method == "GET"]


@pytest.mark.rule("R156", "R172")
@pytest.mark.parametrize("route", LISTS)
def test_a_list_holds_nothing_foreign(world: World, route: str):
    told = {who: _foreign_in(_read(ask(world, route, "-", "GET", who)), world, who) for who in each()}

    assert {who: found for who, found in told.items() if found} == {}


def _foreign_in(page: str, world: World, who: str) -> list[str]:
    own, foreign = SEEN[who]
    hidden = [one for name, one in world.own.items() if name not in own]
    hidden += [one for name, one in world.foreign.items() if name not in foreign]
    secrets = [
        secret
        for application in hidden
        for secret in (str(application.uuid), str(world.papers[application.pk]), application.child_iin)
    ]
    return [secret for secret in secrets if secret in page]


@pytest.mark.parametrize("line", API, ids=lambda line: f"{line.route}-{line.object}")
def test_another_format_opens_no_other_door(world: World, line):
    answers, unknown = {}, set()
    for who in each():
        answers[who] = outcome(ask(world, line.route, line.object, "GET", who, format="json"))
        unknown.add(ask(world, line.route, line.object, "GET", who, format="xml").status_code)

    assert answers == line.answers
    assert unknown == {404}


@pytest.mark.parametrize("who", [who for who in PEOPLE if who != "anonymous"])
def test_after_the_way_out_the_old_key_opens_nothing(world: World, who: str):
    browser_of(world, who).post("/sign-out/")

    for path in ("/my/", "/organization/gov-services", "/notifications/", "/profile/", "/admin/"):
        assert outcome(browser_of(world, who).get(path)) == "in"


def _read(answer) -> str:
    return (answer.getvalue() if answer.streaming else answer.content).decode(errors="ignore")
