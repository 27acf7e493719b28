"""
`make check`: every gate before the tests, all of them even when one fails. `make fix` repairs.

Each gate is a program with its settings in pyproject.toml; nothing here decides what is right.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from oqu.local import environment, keys
from oqu.local.folder import ROOT
from oqu.local.starting import ServerDidNotStart

PYTHON = sys.executable
PROGRAMS = Path(sys.executable).parent
MANAGE = (PYTHON, "manage.py")
UP_TO_DATE = ("makemigrations", "--check", "--dry-run")
SCHEMA = ("spectacular", "--validate", "--fail-on-warn", "--file", os.devnull)
DEPLOY = (
    "check",
    "--deploy",
    "--fail-level",
    "WARNING",
    "--settings",
    "oqu.settings.production",
)

Gates = dict[str, tuple[str, ...]]


def gates() -> Gates:
    return {
        "lint": (PYTHON, "-m", "ruff", "check", "."),
        "format": (PYTHON, "-m", "ruff", "format", "--check", "."),
        "templates: syntax": (
            str(PROGRAMS / "djade"),
            "--check",
            "--target-version",
            "5.2",
            *templates(),
        ),
        "templates: indentation": (
            PYTHON,
            "-m",
            "djhtml",
            "--check",
            "--tabwidth",
            "2",
            *templates(),
        ),
        "templates: rules": (PYTHON, "-m", "djlint", "--lint", "--quiet", *templates()),
        "types": (PYTHON, "-m", "mypy"),
        "who may import whom": (PYTHON, str(PROGRAMS / "lint-imports"), "--no-cache"),
        "migrations": (*MANAGE, *UP_TO_DATE),
        "migrations of the sandbox": (
            *MANAGE,
            *UP_TO_DATE,
            "--settings",
            environment.SANDBOX,
        ),
        "translations": (
            PYTHON,
            "-m",
            "pytest",
            "-q",
            "tests/house/test_translations.py",
        ),
        "description of the API": (*MANAGE, *SCHEMA),
        "states drawn": (*MANAGE, "draw_states", "--check"),
        "rights drawn": (*MANAGE, "draw_rights", "--check"),
        "deployment": (*MANAGE, *DEPLOY),
    }


def repairs() -> Gates:
    return {
        "lint": (PYTHON, "-m", "ruff", "check", "--fix", "."),
        "format": (PYTHON, "-m", "ruff", "format", "."),
        "templates: syntax": (
            str(PROGRAMS / "djade"),
            "--target-version",
            "5.2",
            *templates(),
        ),
        "templates: indentation": (
            PYTHON,
            "-m",
            "djhtml",
            "--tabwidth",
            "2",
            *templates(),
        ),
    }


def templates() -> list[str]:
    found = subprocess.run(
        [
            "git",
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "-z",
            "*.html",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in found.stdout.split("\0") if name and (ROOT / name).exists()]


def environment_of(command: tuple[str, ...]) -> dict[str, str]:
    """The deploy check runs in a production whose only settings are those of `.env.example`."""
    if command[-1] != "oqu.settings.production":
        return dict(os.environ)
    lines = (ROOT / ".env.example").read_text().splitlines()
    example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    made = {name: os.environ[name] for name in keys.SECRETS}
    return environment.of_another_portal(**example | made)


def run(all_gates: Gates) -> int:
    failed = []
    for name, command in all_gates.items():
        began = time.monotonic()
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment_of(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name:<28}{time.monotonic() - began:6.1f} s")
        if done.returncode:
            failed.append(name)
            print(done.stdout.rstrip() or f"exit status {done.returncode}")
        sys.stdout.flush()
    print(f"Failed: {', '.join(failed)}" if failed else "Everything is clean.")
    return 1 if failed else 0


def main(purpose: str) -> int:
    if purpose == "fix":
        return run(repairs())
    os.environ.setdefault("OQU_LOCAL_DIR", ".local/test")
    os.environ.setdefault("OQU_LOCAL_FSYNC", "off")
    try:
        environment.embedded()
    except ServerDidNotStart as reason:
        sys.exit(str(reason))
    return run(gates())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
