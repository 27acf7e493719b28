"""
docker-compose.yml, Dockerfile, Procfile and .env.example agree with each other and with the code.

No Docker engine is needed: the files are read.
"""

import importlib.util
import re
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OUR_SERVICES = {name for name, service in SERVICES.items() if service["image"].startswith("oqu:")}
ONE_SHOT = {name for name, service in SERVICES.items() if service.get("restart") == "no"}
PROGRAMS_OF_IMAGES = {  # what foreign images bring
    "postgres": {"pg_isready"},
    "valkey/valkey": {"sh", "valkey-server", "valkey-cli"},
    "minio/minio": {"server", "mc"},
    "minio/mc": {"mb"},
    "clamav/clamav": {"clamdcheck.sh"},
}
PORTAL_PROCESSES = {"web", "worker", "renderer", "beat"}
OUTSIDE_WORLD = {"sandbox", "ncalayer"}  # simulated, for one machine: never a container


def words(command) -> list[str]:
    """The program and its arguments, out of a list, a shell line, or a health check."""
    parts = shlex.split(command) if isinstance(command, str) else [str(part) for part in command]
    if parts[0] in {"CMD", "CMD-SHELL"}:
        return words(parts[1] if parts[0] == "CMD-SHELL" else parts[1:])
    return parts


def procfile() -> dict[str, str]:
    lines = (line for line in (ROOT / "Procfile").read_text().splitlines() if not line.startswith("#"))
    return {name: command.strip() for name, command in (line.split(":", 1) for line in lines)}


def assert_program_exists(parts: list[str]) -> None:
    """`python -m module …`, `python manage.py command …`, `python -c …` or a shell utility."""
    if parts[0] != "python":
        assert parts[0] in {"find"}, parts
    elif parts[1] == "-m":
        assert importlib.util.find_spec(parts[2]), parts[2]
    elif parts[1] == "manage.py":
        assert parts[2] in get_commands(), parts[2]
    else:
        assert compile(parts[2], "<health check>", "exec")


def assert_application_exists(parts: list[str]) -> None:
    """The WSGI module of granian, the Celery application of `-A`."""
    for part in parts:
        if re.fullmatch(r"[a-z.]+:application", part):
            assert importlib.util.find_spec(part.partition(":")[0])
    if "-A" in parts:
        assert importlib.util.find_spec(f"{parts[parts.index('-A') + 1]}.celery")


def documented() -> set[str]:
    text = (ROOT / ".env.example").read_text()
    return set(re.findall(r"^(?:# )?([A-Z][A-Z0-9_]+)=", text, re.MULTILINE))


def read_by_code() -> set[str]:
    """Names that settings read with a type, and the launcher from the environment."""
    settings = [*ROOT.glob("oqu/settings/*.py"), ROOT / "oqu" / "sandbox" / "settings.py"]
    found = {
        name for file in settings for name in re.findall(r"env\.?\w*\(\s*\"([A-Z0-9_]+)\"", file.read_text())
    }
    for file in ROOT.glob("oqu/local/*.py"):
        found |= set(re.findall(r"environ(?:\.get|\.setdefault)?[(\[]\"([A-Z0-9_]+)\"", file.read_text()))
    return found - {"PATH", "PYTHONWARNINGS"}


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_has_a_health_check_or_ends_by_itself(name):
    if name in ONE_SHOT:
        waiting = [
            other
            for other, service in SERVICES.items()
            if service.get("depends_on", {}).get(name, {}).get("condition")
            == "service_completed_successfully"
        ]
        assert waiting, f"nobody waits for {name} to end"
    else:
        assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", SERVICES)
def test_every_image_is_pinned(name):
    tag = SERVICES[name]["image"].partition(":")[2]
    assert re.search(r"\d", tag), "no version"


@pytest.mark.parametrize("name", sorted(OUR_SERVICES))
def test_every_command_of_ours_exists(name):
    command = words(SERVICES[name]["command"])
    assert_program_exists(command)
    assert_application_exists(command)
    if name not in ONE_SHOT:
        assert_program_exists(words(SERVICES[name]["healthcheck"]["test"]))


@pytest.mark.parametrize("name", sorted(set(SERVICES) - OUR_SERVICES))
def test_every_command_of_others_is_in_their_image(name):
    service = SERVICES[name]
    programs = PROGRAMS_OF_IMAGES[service["image"].partition(":")[0]]
    commands = [service.get("command"), service.get("healthcheck", {}).get("test")]
    for command in filter(None, commands):
        assert words(command)[0] in programs


@pytest.mark.parametrize("name", sorted(procfile()))
def test_every_command_of_the_procfile_exists(name):
    command = words(procfile()[name])
    assert_program_exists(command)
    assert_application_exists(command)


@pytest.mark.parametrize("name", sorted(procfile()))
def test_a_folder_with_a_space_in_its_name_stays_one_word(name):
    command = procfile()[name]
    said = subprocess.run(
        ["sh", "-c", f"printf '%s\\n' {command}"],
        env={"OQU_LOCAL_DIR": "/a clone"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert len(said) == len(words(command))


def test_containers_run_the_processes_of_the_procfile():
    assert set(procfile()) == PORTAL_PROCESSES | OUTSIDE_WORLD
    assert PORTAL_PROCESSES <= OUR_SERVICES
    assert not OUTSIDE_WORLD & SERVICES.keys()


@pytest.mark.parametrize("name", sorted(PORTAL_PROCESSES))
def test_container_and_procfile_run_the_same_program(name):
    """Up to the first option; hosts, ports and folders may differ."""
    ours, theirs = words(procfile()[name]), words(SERVICES[name]["command"])
    assert ours[:4] == theirs[:4]
    assert [word for word in ours if word.startswith("--")] == [
        word for word in theirs if word.startswith("--")
    ]


def test_only_migrations_know_the_owner():
    knowing = {
        name for name, service in SERVICES.items() if "DATABASE_OWNER_URL" in service.get("environment", {})
    }
    assert knowing == {"migrate"}


def test_every_mounted_file_exists():
    volumes = [volume for service in SERVICES.values() for volume in service.get("volumes", [])]
    for source in (volume.split(":")[0] for volume in volumes):
        assert source in COMPOSE["volumes"] or (ROOT / source).is_file(), source


def test_every_variable_is_documented():
    used = set(re.findall(r"(?<!\$)\$\{([A-Z0-9_]+)", (ROOT / "docker-compose.yml").read_text()))
    used |= set(re.findall(r"\$\{([A-Z0-9_]+)", (ROOT / "Procfile").read_text()))
    used |= {
        name
        for service in SERVICES.values()
        for name in service.get("environment", {})
        if name.startswith("S3_")
    }
    assert used | read_by_code() <= documented()


def test_nothing_is_documented_that_nobody_reads():
    places = [ROOT / "docker-compose.yml", ROOT / "Procfile", ROOT / "Makefile", *ROOT.glob("oqu/**/*.py")]
    text = "\n".join(file.read_text() for file in [*places, *ROOT.glob("tests/**/*.py")])
    assert {name for name in documented() if not re.search(rf"\b{name}\b", text)} == set()


def test_example_names_every_variable_once():
    names = re.findall(r"^(?:# )?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert sorted(names) == sorted(set(names))
