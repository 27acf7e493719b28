"""docs/rights.md, drawn from the table of actions and from the table of addresses that the tests prove."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from oqu.core.acting import Actor
from staff.permissions import Action, may
from staff.states import Role

HEAD = """# Who may do what

Drawn by `make states` from `staff/permissions.py` and `tests/rights/expected.py`. Every cell of the second table
is a test in `tests/rights`; an address without a line fails the build.

## Actions

"""
ADDRESSES = """
## Addresses

`ok` a page or data · `on` a redirect inside the portal · `in` to the door · 401 no token · 403 the role does not
allow it · 404 not theirs to know of · 400, 409, 422 let in, what was sent was not enough · 503 let in, the register
did not answer. A method without a line is 405. The administration is the ministry's alone.

"""
COLUMNS = [
    Actor.public(),
    Actor.parent(0),
    *(Actor.school(0, 0, role) for role in Role),
    Actor.ministry(0),
]
SCOPES = {
    "public": ("Everybody", "Каждый", "Әркім"),
    "parent": ("Parent", "Родитель", "Ата-ана"),
    "ministry": ("Ministry", "Министерство", "Министрлік"),
}


class Command(BaseCommand):
    help = "Draw docs/rights.md; with --check only compare."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="exit 1 when the file is not what the code says"
        )

    def handle(self, *, check: bool, **_: Any) -> None:
        path = settings.BASE_DIR / "docs" / "rights.md"
        drawn = HEAD + _actions() + ADDRESSES + _addresses()
        if not check:
            path.write_text(drawn, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != drawn:
            raise CommandError("docs/rights.md is not what the code says: run `make states`.")


def _actions() -> str:
    rows = [["Action", *(_name(actor) for actor in COLUMNS)], ["---"] * (len(COLUMNS) + 1)]
    for action in Action:
        rows.append([f"`{action.value}`", *("yes" if may(actor, action) else "" for actor in COLUMNS)])
    return _table(rows)


def _addresses() -> str:
    from tests.rights.expected import PEOPLE, WHO, lines  # only a developer draws, and has the tests

    rows = [["Address", "About", "Method", *(WHO[who] for who in PEOPLE)], ["---"] * (len(PEOPLE) + 3)]
    for line in lines():
        rows.append([f"`{line.route}`", line.object, line.method, *(line.answers[who] for who in PEOPLE)])
    return _table(rows)


def _table(rows: list[list[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _name(actor: Actor) -> str:
    """In the three languages."""
    if actor.scope != "school":
        return " / ".join(SCOPES[actor.scope])
    words = []
    for language in ("en", "ru", "kk"):
        with translation.override(language):
            words.append(str(Role(actor.role).label))
    return " / ".join(words)
