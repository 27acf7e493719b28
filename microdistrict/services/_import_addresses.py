from collections.abc import Callable, Sequence
from pathlib import Path

from django.db import transaction

from microdistrict.errors import AddressesRefused
from microdistrict.services._check import errors_in, findings_in
from microdistrict.services._reading.files import read_files
from microdistrict.services._reading.rows import Register
from microdistrict.services._report import ImportReport
from microdistrict.services._store import store


def _in_silence(done: int, total: int) -> None:
    """Nobody watches."""


def import_addresses(
    paths: Sequence[Path], *, progress: Callable[[int, int], None] = _in_silence
) -> ImportReport:
    """
    Take files of the address register, or folders with them, as the state publishes them.

    All or nothing; a second run of the same files writes no row. Rows the files do not name stay.

    :raises AddressesRefused: with every error found, by file and line
    """
    reading = read_files(list(paths))
    register, problems = reading.register, reading.problems
    if not (problems or register.settlements or register.streets or register.buildings or register.renames):
        problems.append("no streets and no buildings found: give the files of the address register")
    return take_register(register, problems=problems, progress=progress)


def take_register(
    register: Register,
    *,
    problems: Sequence[str] = (),
    progress: Callable[[int, int], None] = _in_silence,
) -> ImportReport:
    """
    The same for rows that were read already; `problems` are those met while reading.

    :raises AddressesRefused:
    """
    problems = [*problems, *errors_in(register)]
    if problems:
        raise AddressesRefused(problems)
    report = ImportReport(findings=findings_in(register), left_alone=register.left_alone)
    with transaction.atomic():
        store(register, report, progress)
    return report
