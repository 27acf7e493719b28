"""Stands where no antivirus is: it knows one file, and production refuses to start with it."""

from oqu.integrations.antivirus.port import Finding

_EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!"


class BuiltinChecker:
    """Finds the test file that every antivirus finds, and nothing else."""

    def scan(self, content: bytes) -> Finding:
        return Finding("Eicar-Test-Signature" if _EICAR in content else "", "built-in, not an antivirus")
