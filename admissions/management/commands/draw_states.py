"""docs/states.md, drawn from the table of moves."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from admissions.states import FINAL, MOVES, Status

HEAD = """# Where an application is, and how it moves

Drawn by `make states` from `admissions/states.py`; the database trigger is generated from the same table.

```mermaid
stateDiagram-v2
    [*] --> draft
"""


class Command(BaseCommand):
    help = "Draw docs/states.md; with --check only compare."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="exit 1 when the file is not what the code says"
        )

    def handle(self, *, check: bool, **_: Any) -> None:
        path = settings.BASE_DIR / "docs" / "states.md"
        drawn = picture()
        if not check:
            path.write_text(drawn, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != drawn:
            raise CommandError("docs/states.md is not what the code says: run `make states`.")


def picture() -> str:
    lines = [
        f"    {source.value} --> {move.target.value}: {event}"
        for event, move in MOVES.items()
        for source in sorted(move.sources)
    ]
    lines += [f"    {status.value} --> [*]" for status in Status if status in FINAL]
    moves = ["| Move | From | To | Noted in the journal as |", "|---|---|---|---|"]
    moves += [
        f"| `{event}` | {', '.join(f'`{source.value}`' for source in sorted(move.sources))} |"
        f" `{move.target.value}` | `{move.noted}` |"
        for event, move in MOVES.items()
    ]
    rows = ["| Code | Қазақша | Русский | English |", "|---|---|---|---|"]
    rows += [
        f"| `{status.value}` | {_in('kk', status)} | {_in('ru', status)} | {_in('en', status)} |"
        for status in Status
    ]
    return HEAD + "\n".join(lines) + "\n```\n\n" + "\n".join(moves) + "\n\n" + "\n".join(rows) + "\n"


def _in(language: str, status: Status) -> str:
    with translation.override(language):
        return str(status.label)
