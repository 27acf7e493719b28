"""
PostgreSQL refuses to run as root. For root it runs as nobody, in the first of these ways that works:

- a user namespace, where root's own files look like nobody's: nothing on the disk changes;
- as nobody, in a private folder of its own under /var/tmp with a copy of the binaries, where
  namespaces are forbidden (containers, chroots). Nobody may not look into root's folders, and they
  are not opened for it.

An ordinary user needs neither.
"""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

NOBODY = 65534
IN_NAMESPACE = (
    "unshare",
    "--user",
    f"--map-user={NOBODY}",
    f"--map-group={NOBODY}",
    "--",
)
AS_NOBODY = (
    "setpriv",
    f"--reuid={NOBODY}",
    f"--regid={NOBODY}",
    "--clear-groups",
    "--",
)


@dataclass(frozen=True)
class Place:
    """Where PostgreSQL's binaries and data lie, and the words before each of its commands."""

    installation: Path
    folder: Path
    prefix: tuple[str, ...] = ()

    def command(self, program: str, *arguments: str) -> list[str]:
        return [*self.prefix, str(self.installation / "bin" / program), *arguments]

    def private_file(self, name: str, text: str) -> Path:
        """A file that only PostgreSQL's user reads."""
        file = self.folder / name
        file.touch(mode=0o600)
        file.write_text(text)
        if self.prefix == AS_NOBODY:
            os.chown(file, NOBODY, NOBODY)
        return file


def place_for(installation: Path, folder: Path) -> Place:
    """
    :raises OSError: the private folder could not be made
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() != 0:
        return Place(installation, folder)
    inside = Place(installation, folder, IN_NAMESPACE)
    if not (folder / "private").exists() and starts(inside):
        return inside
    return private_place(installation, folder)


def starts(place: Place) -> bool:
    """Whether PostgreSQL could run there and write its data."""
    try_it = ("sh", "-c", 'test -w "$1" && exec "$2" --version', "sh")
    command = [
        *place.prefix,
        *try_it,
        str(place.folder),
        str(place.installation / "bin" / "postgres"),
    ]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def remove_private_place(folder: Path) -> None:
    note = folder / "private"
    if note.exists():
        shutil.rmtree(note.read_text(), ignore_errors=True)


def private_place(installation: Path, folder: Path) -> Place:
    """The private folder's name is kept in `folder/private`, so that the next start finds the data."""
    note = folder / "private"
    home = Path(note.read_text()) if note.exists() else None
    if home is None or not home.exists():
        home = Path(tempfile.mkdtemp(prefix="oqu-postgres-", dir="/var/tmp"))
        os.chown(home, NOBODY, NOBODY)
        note.write_text(str(home))
    copy = copied(installation, home / "packages")
    data = home / "data"
    data.mkdir(mode=0o700, exist_ok=True)
    os.chown(data, NOBODY, NOBODY)
    return Place(copy, data, AS_NOBODY)


def copied(installation: Path, packages: Path) -> Path:
    """A copy made anew at each start: it takes a moment, and the package may have been updated."""
    package = installation.parent
    libraries = package.with_name(f"{package.name}.libs")  # the binaries look for them beside their package
    shutil.rmtree(packages, ignore_errors=True)
    shutil.copytree(libraries, packages / libraries.name, symlinks=True)
    shutil.copytree(package, packages / package.name, symlinks=True)
    return packages / package.name / installation.name
