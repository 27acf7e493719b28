"""A command in a fresh clone, before anybody ran the portal: it makes what it needs and answers."""

import json
import subprocess
import sys
from pathlib import Path

from oqu.local.environment import of_another_portal

ROOT = Path(__file__).resolve().parent.parent.parent


def manage(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=of_another_portal(OQU_LOCAL_DIR=folder, OQU_LOCAL_FSYNC="off"),
        capture_output=True,
        text=True,
        check=False,
    )


def test_due_at_knows_the_holidays_though_nothing_was_ever_started(tmp_path):
    first = manage(tmp_path / "local", "due_at", "2026-05-08T12:30")
    second = manage(tmp_path / "local", "due_at", "2026-06-18T12:30")
    wrong = manage(tmp_path / "local", "due_at", "yesterday")

    assert json.loads(first.stdout)["due_at"] == "2026-05-12T12:30:00+05:00"
    assert first.stderr == "The database is new: making its tables, once.\n"
    assert json.loads(second.stdout)["due_at"] == "2026-06-19T12:30:00+05:00"
    assert second.stderr == ""
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("CommandError: “yesterday” is not a moment.")
