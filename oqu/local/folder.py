"""Where this machine's data live: `.local` of the clone, or OQU_LOCAL_DIR."""

import os
import shutil
from pathlib import Path

from oqu.local.unprivileged import remove_private_place

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = ("postgres", "valkey", "media", "static", "pki", "log", "beat", "sandbox")
FILES = ("passwords.env", "secrets.env", "servers.failed", "static.fingerprint")


def local_dir() -> Path:
    """The folder, made when it is not there, closed to everybody else."""
    folder = Path(os.environ.get("OQU_LOCAL_DIR") or ROOT / ".local").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def start_over() -> None:
    """Remove the data. Only what OQU put there: the folder's name comes from a variable."""
    folder = local_dir()
    remove_private_place(folder / "postgres")
    for name in FOLDERS:
        shutil.rmtree(folder / name, ignore_errors=True)
    for file in FILES:
        (folder / file).unlink(missing_ok=True)
