"""
The state standards GOST 34.10-2015 (signature) and GOST 34.11-2015 (hash) with 512 bits: arithmetic and nothing else.

Shared by the portal, that verifies, and by the sandbox, whose test authority signs; certificates are theirs.
"""

from oqu.core.gost import native, streebog
from oqu.core.gost.signature import public_key, sign, verify

__all__ = ["public_key", "sign", "streebog512", "verify"]

streebog512 = native.streebog512_of(native.LIBRARY) or streebog.streebog512
