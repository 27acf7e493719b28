"""
Install what OQU needs into the project's own folder. Runs on a bare Python, standard library only.

    python3 oqu/local/bootstrap.py run     what `make run` needs
    python3 oqu/local/bootstrap.py dev     and what the tests and checks need

System packages are installed only when missing and only as root; otherwise the command is printed.
"""

import ctypes
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".oqu-installed"
UV = "uv==0.13.8"
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
OLDEST, NEWEST = (3, 11), (3, 13)

LIBRARIES = {  # Debian's package: what it brings
    "libpango-1.0-0": "libpango-1.0.so.0",
    "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
    "libharfbuzz-subset0": "libharfbuzz-subset.so.0",
}
PROGRAMS = {"util-linux": "setpriv"}
PROGRAMS_OF_TESTS = {
    "chromium": "chromium",
    "gettext": "xgettext",
    "openssl": "openssl",
    "poppler-utils": "pdftotext",
}


def main(purpose: str) -> int:
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return stop(
            f"OQU needs Python 3.11, 3.12 or 3.13; {sys.executable} is {sys.version.split()[0]}. "
            "Name another with `make PYTHON=/path/to/python3.11 …`."
        )
    missing = missing_packages(purpose)
    if missing and (reason := install_packages(missing)):
        return stop(reason)
    with only_one_at_a_time():
        if not environment_works():
            say("Making .venv …")
            python("-m", "venv", "--clear", str(VENV), by=sys.executable)
        if purpose not in installed_for():
            install_python_packages(purpose)
    return 0


def missing_packages(purpose: str) -> list[str]:
    """Debian's names of what this machine lacks."""
    programs = PROGRAMS | (PROGRAMS_OF_TESTS if purpose == "dev" else {})
    missing = [package for package, library in LIBRARIES.items() if not loads(library)]
    missing += [package for package, program in programs.items() if not shutil.which(program)]
    if not PYTHON.exists() and not importlib.util.find_spec("ensurepip"):
        missing.append(f"python3.{sys.version_info.minor}-venv")
    return sorted(missing)


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_packages(packages: list[str]) -> str:
    """Why they could not be installed, or an empty string."""
    command = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
    if os.geteuid() != 0:
        return f"These Debian packages are missing. Run as root:  {command}"
    if not shutil.which("apt-get"):
        return f"Install what these Debian packages bring, then try again: {' '.join(packages)}"
    say(f"Installing Debian packages that are missing: {' '.join(packages)} …")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["sh", "-c", command],
        env=quiet,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return "" if done.returncode == 0 else f"{done.stdout}\nThis failed:  {command}"


def environment_works() -> bool:
    """Whether .venv has a Python that starts: the one it was made from may be gone."""
    try:
        return subprocess.run([PYTHON, "-c", ""], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def wanted() -> str:
    files = (ROOT / "uv.lock", ROOT / "pyproject.toml", Path(__file__))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def installed_for() -> set[str]:
    """The purposes that .venv already serves with the packages of today's lock file."""
    try:
        purpose, fingerprint = STAMP.read_text().split()
    except (OSError, ValueError):
        return set()
    if fingerprint != wanted():
        return set()
    return {"run", "dev"} if purpose == "dev" else {"run"}


def install_python_packages(purpose: str) -> None:
    say("Installing Python packages from uv.lock …")
    began = time.monotonic()
    if not (VENV / "bin" / "uv").exists() or UV.partition("==")[2] not in output("-m", "uv", "--version"):
        python("-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV)
    # --inexact: what somebody installed for the tests stays.
    groups = [] if purpose == "dev" else ["--no-dev", "--group", "local", "--inexact"]
    python("-m", "uv", "sync", "--locked", "--quiet", *groups)
    STAMP.write_text(f"{purpose} {wanted()}\n")
    say(f"Installed in {time.monotonic() - began:.0f} s.")


def python(*arguments: str, by: str = str(PYTHON)) -> None:
    environment = {
        **os.environ,
        "UV_PROJECT_ENVIRONMENT": str(VENV),
        "UV_PYTHON": str(PYTHON),
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_LINK_MODE": "copy",
    }
    environment.pop("VIRTUAL_ENV", None)
    if Path(CERTIFICATES).exists():  # trust whom this machine trusts, not a list inside pip and uv
        environment = {
            "SSL_CERT_FILE": CERTIFICATES,
            "PIP_CERT": CERTIFICATES,
        } | environment
    if subprocess.run([by, *arguments], cwd=ROOT, env=environment, check=False).returncode:
        raise SystemExit(stop(f"This failed:  {by} {' '.join(arguments)}"))


def output(*arguments: str) -> str:
    return subprocess.run([PYTHON, *arguments], capture_output=True, text=True, check=False).stdout


@contextmanager
def only_one_at_a_time() -> Iterator[None]:
    """Two `make` of one clone wait for each other."""
    with Path(__file__).open() as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def say(text: str) -> None:
    print(text, flush=True)


def stop(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else "dev"))
