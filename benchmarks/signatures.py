"""
How many signatures a second one core verifies: `.venv/bin/python -m benchmarks.signatures`.

Whole verifications as the portal makes them: reading, form, document, signature, chain of three, two revocation lists, purposes,
names, time. Each signature is new, of one of ten directors, over a document of its own of 60 KB. Processor seconds are
counted, so neighbours on the machine do not matter.
"""

import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import django
from django.conf import settings

SECONDS = 5.0
DIRECTORS = 10
DOCUMENT_BYTES = 60_000


def main() -> int:
    settings.configure(INSTALLED_APPS=["oqu.integrations"], ENVIRONMENT="benchmark")
    django.setup()
    from oqu.sandbox.pki import make_test_pki
    from oqu.sandbox.pki.profile import Holder

    holders = {
        f"org-95060160002{number}-950640000018{ending}": Holder(
            f"95060160002{number}", "Директор", str(number), "", "Школа", "950640000018"
        )
        for number in range(DIRECTORS)
        for ending in ("", "-gost")
    }
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        make_test_pki(Path(folder), holders, now=now)
        for ending, aim in (("", 45), ("-gost", 30)):
            names = [name for name in holders if name.endswith("-gost") == bool(ending)]
            for size in (DOCUMENT_BYTES, 200):
                _measure(Path(folder), names, now, size, aim)
    return 0


def _measure(folder: Path, names: list[str], now: datetime, size: int, aim: int) -> None:
    from oqu.integrations.signature.local import LocalVerifier
    from oqu.integrations.signature.port import Expectation
    from oqu.sandbox.pki import load_key
    from oqu.sandbox.signing.cms import sign

    keys = [load_key(folder, name) for name in names]
    verifier = LocalVerifier(folder / "trust")
    done, spent = 0, 0.0
    while spent < SECONDS:
        key = keys[done % len(keys)]
        document = os.urandom(size)
        cms = sign(document, key, moment=now)
        expect = Expectation(key.name.split("-")[1], key.name.split("-")[2], now)
        began = time.process_time()
        verdict = verifier.verify(cms, document, expect)
        spent += time.process_time() - began
        if not verdict.ok:
            raise RuntimeError(verdict.code)
        done += 1
    algorithm = keys[0].private.algorithm
    print(f"{algorithm:5} document {size:6} bytes: {done / spent:6.0f} verifications a second (aim {aim})")


if __name__ == "__main__":
    sys.exit(main())
