"""How the national authority names these algorithms, and how a public key of theirs is written down."""

KEY = "1.2.398.3.10.1.1.2.2"
CURVE_A = "1.2.398.3.10.1.1.2.2.1"
SIGNATURE = "1.2.398.3.10.1.1.2.3.2"
DIGEST = "1.2.398.3.10.1.3.3"

# DER of AlgorithmIdentifier {KEY, SEQUENCE {CURVE_A, DIGEST}}
KEY_ALGORITHM = bytes.fromhex("302306092a830e030a010102023016060a2a830e030a010102020106082a830e030a010303")
# SEQUENCE {KEY_ALGORITHM, BIT STRING {OCTET STRING of 128 bytes}}
_BEFORE_THE_KEY = bytes.fromhex("3081ac") + KEY_ALGORITHM + bytes.fromhex("03818400048180")


def key_info(public_key: bytes) -> bytes:
    """DER of the SubjectPublicKeyInfo of a key of 128 bytes."""
    return _BEFORE_THE_KEY + public_key


def key_in(info: bytes) -> bytes | None:
    """The 128 bytes of the key; None when this is no such key, or not written in exactly this way."""
    key = info[len(_BEFORE_THE_KEY) :]
    return key if info.startswith(_BEFORE_THE_KEY) and len(key) == 128 else None
