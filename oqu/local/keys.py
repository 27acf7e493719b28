"""Secrets of one machine: made once, kept in a file that only its owner reads."""

import base64
import os
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path

SECRETS = (
    "SECRET_KEY",
    "BLIND_INDEX_KEY",
    "FIELD_ENCRYPTION_KEYS",
    "EGOV_CLIENT_SECRET",
    "POPULATION_TOKEN",
    "SMS_TOKEN",
    "CONSENT_TOKEN",
    "NOBD_TOKEN",
    "ADDRESS_REGISTER_KEY",
)


def _key_of_32_bytes() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _long_secret() -> str:
    return secrets.token_urlsafe(48)


MADE_BY: dict[str, Callable[[], str]] = {
    "FIELD_ENCRYPTION_KEYS": _key_of_32_bytes,
    "BLIND_INDEX_KEY": _key_of_32_bytes,
    "SECRET_KEY": _long_secret,
}


def kept(file: Path, names: Iterable[str]) -> dict[str, str]:
    """The values of `names` in `file`; those that are not there yet are made and added."""
    lines = file.read_text().splitlines() if file.exists() else []
    values = dict(line.split("=", 1) for line in lines if "=" in line)
    missing = [name for name in names if name not in values]
    if missing:
        values |= {name: MADE_BY.get(name, secrets.token_urlsafe)() for name in missing}
        text = "".join(f"{name}={value}\n" for name, value in values.items())
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(text)
    return {name: values[name] for name in names}
