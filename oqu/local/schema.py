"""Tables for a command that is the first thing anybody runs in a clone."""

import os
import subprocess
import sys

import psycopg

from oqu.local.folder import ROOT

# They ask rows, and their answer must not depend on whether `make run` came first.
ASKING = {
    "due_at",
    "import_addresses",
    "import_limits",
    "import_schools",
    "issue_token",
    "people",
    "seed",
    "verify_journal",
    "why",
}
_OURS = ("migrate", "--no-input", "--verbosity", "0"), ("seed_calendar",)


class SchemaNotMade(RuntimeError):
    """The text is what the step said."""


def ensure(command: str) -> None:
    """
    Make the tables and the calendar before `command`, where the embedded database has none yet.

    :raises SchemaNotMade:
    """
    if command not in ASKING or _is_there():
        return
    print("The database is new: making its tables, once.", file=sys.stderr, flush=True)
    for arguments in _OURS:
        role = {"OQU_DATABASE_ROLE": "owner"} if arguments[0] == "migrate" else {}
        step = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=os.environ | role,
            capture_output=True,
            text=True,
            check=False,
        )
        if step.returncode:
            raise SchemaNotMade(step.stderr)


def _is_there() -> bool:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as connection:
        found = connection.execute("SELECT to_regclass('calendar_calendarchange') IS NOT NULL").fetchone()
    return bool(found and found[0])
