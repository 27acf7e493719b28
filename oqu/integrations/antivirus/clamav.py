"""ClamAV's daemon, see docs/integrations/antivirus.md."""

import io
import logging

from clamav_client.clamd import ClamdNetworkSocket, ClamdUnixSocket, CommunicationError, ResponseError

from oqu.integrations.antivirus.port import AntivirusUnavailable, Finding

logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = 30


class ClamAv:
    def __init__(self, address: str, *, timeout: int = TIMEOUT_SECONDS) -> None:
        """:param address: `host:port`, or the path of a unix socket"""
        self._address, self._timeout = address, timeout

    def scan(self, content: bytes) -> Finding:
        daemon = self._daemon()
        try:
            engine = daemon.version().strip()
            ((state, name),) = daemon.instream(io.BytesIO(content)).values()
        except (CommunicationError, ResponseError, OSError, ValueError) as error:
            daemon.clamd_socket.close()  # the library leaves it open when nobody takes the call
            logger.warning("antivirus: no answer: %s", type(error).__name__)
            raise AntivirusUnavailable from None
        if state == "OK":
            return Finding("", engine)
        if state == "FOUND":
            return Finding(name or "unnamed", engine)
        logger.warning("antivirus: it could not look into the file: %s", state)
        raise AntivirusUnavailable

    def _daemon(self) -> ClamdNetworkSocket | ClamdUnixSocket:
        """One for each file: it holds its connection."""
        if self._address.startswith("/"):
            return ClamdUnixSocket(path=self._address, timeout=self._timeout)
        host, _, port = self._address.rpartition(":")
        return ClamdNetworkSocket(host=host, port=int(port), timeout=self._timeout)
