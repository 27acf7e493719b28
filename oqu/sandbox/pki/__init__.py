"""
A test certificate authority in the profile of the national one, and the keys it issued.

Everything lies in one folder: `trust/` is what a portal is given (CA certificates and CRLs), `keys/` what people
hold (a PKCS#12 file each), `portal/` the portal's own sealing key, `authority/` the CA's own keys. All of it is made on this machine and worth nothing
outside it.
"""

from oqu.sandbox.pki.keyring import Key, key_names, load_key
from oqu.sandbox.pki.making import make_test_pki

__all__ = ["Key", "key_names", "load_key", "make_test_pki"]
