"""
GOST 34.10-2015 with 512-bit keys: the arithmetic, and the order of bytes that the national authority uses.

Measured on the authority's own test signatures: a public key is x and y, a signature r and s, each of them 64 bytes
with the lowest byte first; what is signed is the Streebog-512 digest read as such a number.
"""

from gmpy2 import invert, mpz

from oqu.core.gost import curve

BYTES = 64  # of one number


def verify(public_key: bytes, signature: bytes, digest: bytes) -> bool:
    """Whether `signature` over `digest` was made with the private half of `public_key`. Any bytes may be asked about."""
    if (len(public_key), len(signature), len(digest)) != (2 * BYTES, 2 * BYTES, BYTES):
        return False
    point = x, y = _number(public_key[:BYTES]), _number(public_key[BYTES:])
    r, s = _number(signature[:BYTES]), _number(signature[BYTES:])
    if not (0 < r < curve.Q and 0 < s < curve.Q and curve.is_on_curve((x, y))):
        return False
    inverse = invert(_signed_number(digest), curve.Q)
    found = curve.combine(s * inverse % curve.Q, -r * inverse % curve.Q, point)
    return found is not None and found[0] % curve.Q == r


def sign(private_key: int, digest: bytes, nonce: int) -> bytes:
    """`nonce` is a secret number below the order of the curve, never used twice. :raises ValueError: take another"""
    point = curve.multiply_base(nonce)
    r = point[0] % curve.Q if point else mpz(0)
    s = (r * private_key + nonce * _signed_number(digest)) % curve.Q
    if not (r and s):
        raise ValueError("this nonce gives no signature")
    return _bytes(r) + _bytes(s)


def public_key(private_key: int) -> bytes:
    point = curve.multiply_base(private_key)
    if point is None:
        raise ValueError("no private key")
    return _bytes(point[0]) + _bytes(point[1])


def _signed_number(digest: bytes) -> mpz:
    return _number(digest) % curve.Q or mpz(1)


def _number(data: bytes) -> mpz:
    return mpz(int.from_bytes(data, "little"))


def _bytes(number: mpz) -> bytes:
    return int(number).to_bytes(BYTES, "little")
