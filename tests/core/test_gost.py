"""The state's hash and signature: the standard's own examples, and a second library over many random ones."""

import os
import random
import secrets
from collections.abc import Callable

import pytest
from gostcrypto import gosthash, gostsignature

from oqu.core.gost import native, public_key, sign, streebog, streebog512, verify
from oqu.core.gost.curve import GENERATOR, Q, combine, is_on_curve, multiply_base

SCALE = float(os.environ.get("OQU_SCALE", "0.1"))
ORACLE = gostsignature.new(
    gostsignature.MODE_512,
    gostsignature.CURVES_R_1323565_1_024_2019["id-tc26-gost-3410-12-512-paramSetA"],
)


def oracle_verifies(key: bytes, signature: bytes, digest: bytes) -> bool:
    """The other library wants numbers highest byte first, and s before r in a reversed whole."""
    point = key[:64][::-1] + key[64:][::-1]
    return ORACLE.verify(
        bytearray(point), bytearray(digest[::-1]), bytearray((signature[64:] + signature[:64])[::-1])
    )


QUICK = native.streebog512_of(native.LIBRARY)
HASHES = [pytest.param(streebog.streebog512, id="in Python")] + (
    [pytest.param(QUICK, id="by libgcrypt")] if QUICK else []
)


@pytest.mark.parametrize("hashed", HASHES)
class TestStreebog:
    @pytest.mark.parametrize(
        ("message", "digest"),
        [
            (  # RFC 6986, 10.1: printed with the highest byte first, like the digest
                "323130393837363534333231303938373635343332313039383736353433323130"
                "393837363534333231303938373635343332313039383736353433323130",
                "486f64c1917879417fef082b3381a4e211c324f074654c38823a7b76f830ad00"
                "fa1fbae42b1285c0352f227524bc9ab16254288dd6863dccd5b9f54a1ad0541b",
            ),
            (  # RFC 6986, 10.2
                "fbe2e5f0eee3c820fbeafaebef20fffbf0e1e0f0f520e0ed20e8ece0ebe5f0f2f1"
                "20fff0eeec20f120faf2fee5e2202ce8f6f3ede220e8e6eee1e8f0f2d1202ce8f0"
                "f2e5e220e5d1",
                "28fbc9bada033b1460642bdcddb90c3fb3e56c497ccd0f62b8a2ad4935e85f03"
                "7613966de4ee00531ae60f3b5a47f8dae06915d5f2f194996fcabf2622e6881e",
            ),
        ],
    )
    def test_examples_of_the_standard(
        self, message: str, digest: str, hashed: Callable[[bytes], bytes]
    ) -> None:
        assert hashed(bytes.fromhex(message)[::-1]) == bytes.fromhex(digest)[::-1]

    def test_every_length_around_a_block(self, hashed: Callable[[bytes], bytes]) -> None:
        data = random.Random(1).randbytes(200)  # noqa: S311
        for length in range(0, 200, 1 if SCALE == 1 else 9):
            theirs = gosthash.new("streebog512", data=bytearray(data[:length])).digest()
            assert hashed(data[:length]) == bytes(theirs), length


class TestQuickHash:
    @pytest.mark.parametrize("library", ["libnothing.so.1", "libc.so.6"])
    def test_without_the_library_python_counts(self, library: str) -> None:
        assert native.streebog512_of(library) is None

    @pytest.mark.skipif(QUICK is None, reason="libgcrypt is not on this machine")
    def test_both_say_the_same(self) -> None:
        dice = random.Random(3)  # noqa: S311
        for _round in range(round(100 * SCALE)):
            data = dice.randbytes(dice.randrange(5000))
            assert QUICK(data) == streebog.streebog512(data)


class TestSignature:
    def test_ours_is_verified_by_another_library_and_by_us(self) -> None:
        for number in range(max(2, round(20 * SCALE))):
            private, digest = secrets.randbelow(Q - 1) + 1, streebog512(bytes([number]))
            key = public_key(private)
            signature = sign(private, digest, secrets.randbelow(int(Q) - 1) + 1)

            assert verify(key, signature, digest)
            assert oracle_verifies(key, signature, digest)

    def test_theirs_is_verified_by_us(self) -> None:
        private, digest = secrets.randbelow(int(Q) - 1) + 1, streebog512(b"theirs")

        theirs = bytes(ORACLE.sign(bytearray(private.to_bytes(64)), bytearray(digest[::-1])))

        turned = theirs[::-1]
        assert verify(public_key(private), turned[64:] + turned[:64], digest)

    def test_anything_else_is_not(self) -> None:
        private, digest = 7, streebog512(b"decision")
        key, signature = public_key(private), sign(private, digest, 11)
        assert verify(key, signature, digest)
        dice = random.Random(2)  # noqa: S311
        for _round in range(round(200 * SCALE)):
            parts = [bytearray(key), bytearray(signature), bytearray(digest)]
            part = dice.choice(parts)
            part[dice.randrange(len(part))] ^= 1 << dice.randrange(8)
            assert not verify(*map(bytes, parts))

    def test_numbers_out_of_range_are_refused(self) -> None:
        digest, key = bytes(64), public_key(7)
        zero, order = bytes(64), int(Q).to_bytes(64, "little")
        one = (1).to_bytes(64, "little")
        for r, s in ((zero, one), (one, zero), (order, one), (one, order)):
            assert not verify(key, r + s, digest)
        assert not verify(bytes(128), one + one, digest)
        assert not verify(key, one, digest)
        assert not verify(b"", b"", b"")

    def test_a_digest_that_is_zero_counts_as_one(self) -> None:
        signature = sign(7, bytes(64), 11)
        assert verify(public_key(7), signature, bytes(64))
        assert verify(public_key(7), signature, (1).to_bytes(64, "little"))


class TestCurve:
    def test_the_order_brings_the_generator_home(self) -> None:
        assert multiply_base(1) == GENERATOR
        assert multiply_base(int(Q) - 1) == (GENERATOR[0], -GENERATOR[1] % (2**512 - 569))
        assert combine(int(Q) - 1, 1, GENERATOR) is None

    def test_doubling_in_a_sum(self) -> None:
        assert combine(5, 5, GENERATOR) == multiply_base(10)
        assert combine(0, 6, GENERATOR) == multiply_base(6)
        assert is_on_curve(multiply_base(10))
