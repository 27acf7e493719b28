"""Facts for ever: bytes that never change their form, and the hash that can be made public without telling them."""

import hashlib
import json
import secrets
from typing import Any


def committed(facts: dict[str, Any]) -> tuple[bytes, str]:
    """
    The canonical form of an event and its commitment, SHA-256 in hex. A nonce inside keeps it from being guessed.

    Version 1: sorted keys, no spaces, UTF-8; readers of old rows depend on it.
    """
    canonical = json.dumps(
        {"v": 1, "nonce": secrets.token_hex(16), **facts},
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    ).encode()
    return canonical, hashlib.sha256(canonical).hexdigest()
