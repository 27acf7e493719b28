"""What `make setup` says and does when something is missing."""

import subprocess
import sys

import pytest

from oqu.local import bootstrap
from oqu.local.folder import ROOT


@pytest.fixture
def bare_machine(monkeypatch):
    """No library and no program of ours is there."""
    monkeypatch.setattr(bootstrap, "loads", lambda _library: False)
    monkeypatch.setattr(
        bootstrap.shutil,
        "which",
        lambda program: "/bin/apt-get" if program == "apt-get" else None,
    )


def test_running_needs_less_than_testing(bare_machine):
    to_run = bootstrap.missing_packages("run")
    assert to_run == [
        "libharfbuzz-subset0",
        "libpango-1.0-0",
        "libpangoft2-1.0-0",
        "util-linux",
    ]
    assert set(bootstrap.missing_packages("dev")) - set(to_run) == {
        "chromium",
        "gettext",
        "openssl",
        "poppler-utils",
    }


def test_venv_is_named_when_python_came_without_it(bare_machine, monkeypatch, tmp_path):
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "none")
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda _name: None)
    assert f"python3.{sys.version_info.minor}-venv" in bootstrap.missing_packages("run")


def test_an_ordinary_user_reads_the_exact_command(bare_machine, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)

    assert bootstrap.main("run") == 1
    assert capsys.readouterr().err == (
        "These Debian packages are missing. Run as root:  apt-get update && apt-get install -y "
        "--no-install-recommends libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 util-linux\n"
    )


def test_an_old_python_is_named(monkeypatch, capsys):
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 10, 4))

    assert bootstrap.main("run") == 1
    assert "OQU needs Python 3.11, 3.12 or 3.13" in capsys.readouterr().err


def test_the_tests_packages_serve_running_but_not_the_other_way(monkeypatch, tmp_path):
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "stamp")
    assert bootstrap.installed_for() == set()

    bootstrap.STAMP.write_text(f"run {bootstrap.wanted()}")
    assert bootstrap.installed_for() == {"run"}
    bootstrap.STAMP.write_text(f"dev {bootstrap.wanted()}")
    assert bootstrap.installed_for() == {"run", "dev"}
    bootstrap.STAMP.write_text("dev of-another-lock-file")
    assert bootstrap.installed_for() == set()


def test_it_needs_only_the_standard_library():
    isolated = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        "import runpy; runpy.run_path('oqu/local/bootstrap.py')",
    ]
    assert subprocess.run(isolated, cwd=ROOT, check=False).returncode == 0


def test_make_alone_lists_the_entry_points():
    said = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    targets = {line.split()[1] for line in said.splitlines()}
    assert targets == {
        "help",
        "setup",
        "run",
        "test",
        "verify",
        "check",
        "fix",
        "rules",
        "states",
    }
