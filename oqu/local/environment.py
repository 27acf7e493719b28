"""What a process of the portal must find in its environment before Django loads."""

import os

import environ

from oqu.local import keys, schema, servers
from oqu.local.folder import ROOT, local_dir

LOCAL = "oqu.settings.local"
SANDBOX = "oqu.sandbox.settings"
EMBEDDED_UNDER = {LOCAL, "oqu.settings.test", SANDBOX}

SANDBOX_COMMANDS = {"make_test_pki", "sandbox_seed"}
# These change or read the schema itself; all others work as the application's role.
OWNER_COMMANDS = {
    "migrate",
    "makemigrations",
    "showmigrations",
    "sqlmigrate",
    "flush",
    "inspectdb",
    "dbshell",
}


def for_command(arguments: list[str]) -> None:
    """The environment of one `manage.py COMMAND`."""
    command = arguments[0] if arguments else ""
    settings = SANDBOX if command in SANDBOX_COMMANDS else LOCAL
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    if command in OWNER_COMMANDS:
        os.environ.setdefault("OQU_DATABASE_ROLE", "owner")
    if os.environ["DJANGO_SETTINGS_MODULE"] in EMBEDDED_UNDER:
        embedded()
        if servers.in_use():
            schema.ensure(command)


def embedded() -> None:
    """
    What nobody configured: secrets of this machine, and servers that run while this process lives.

    :raises ServerDidNotStart:
    """
    if (ROOT / ".env").exists():
        environ.Env.read_env(ROOT / ".env")
    folder = local_dir()
    os.environ["OQU_LOCAL_DIR"] = str(folder)
    found = keys.kept(folder / "secrets.env", keys.SECRETS)
    if not {"DATABASE_URL", "REDIS_URL"} <= os.environ.keys():
        found |= servers.ensure()
    for name, value in found.items():
        os.environ.setdefault(name, value)


def of_another_portal(**values: object) -> dict[str, str]:
    """
    This process's environment without its servers and secrets, and with `values`: for a test that
    starts a portal of its own in another folder.
    """
    own = {
        "DATABASE_URL",
        "DATABASE_OWNER_URL",
        "SANDBOX_DATABASE_URL",
        "REDIS_URL",
        *keys.SECRETS,
    }
    own |= {"DJANGO_SETTINGS_MODULE", "OQU_DATABASE_ROLE"}
    kept = {name: value for name, value in os.environ.items() if name not in own}
    return kept | {name: str(value) for name, value in values.items()}
