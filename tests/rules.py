"""
`make rules`: which rules of the portal have a test and which have none.

The rules are in `rules.tsv`; a test names those it proves: `@pytest.mark.rule("R106")`.
"""

import contextlib
import io
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

RULES = Path(__file__).with_name("rules.tsv")
READING = re.compile(r"[AD][1-9][0-9]?")  # how an unclear rule was read, or a decision: no rule of its own
WIDTH = 100


class Collected:
    """A pytest plugin: the rules that the collected tests name."""

    def __init__(self) -> None:
        self.tests_of: Counter[str] = Counter()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            self.tests_of.update({rule for marker in item.iter_markers("rule") for rule in marker.args})


def all_rules() -> dict[str, str]:
    return dict(line.split("\t", 1) for line in RULES.read_text().splitlines())


def main() -> int:
    collected = Collected()
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        status = pytest.main(["--collect-only", "-q", "-p", "no:randomly"], plugins=[collected])
    if status not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        print(output.getvalue())
        return int(status)

    rules = all_rules()
    for rule, text in rules.items():
        tests = collected.tests_of[rule]
        print(f"{rule:<6}{f'{tests} tests' if tests else '-':<10}{shortened(text)}")
    proved = sum(1 for rule in rules if collected.tests_of[rule])
    print(f"\n{proved} of {len(rules)} rules have a test, {len(rules) - proved} have none.")

    unknown = sorted(name for name in set(collected.tests_of) - set(rules) if not READING.fullmatch(name))
    if unknown:
        print(f"Tests name rules that do not exist: {', '.join(unknown)}")
    return 1 if unknown else 0


def shortened(text: str) -> str:
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"


if __name__ == "__main__":
    sys.exit(main())
