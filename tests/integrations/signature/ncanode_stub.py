"""A service that answers like NCANode v3, in either of its two shapes, and lies as told."""

import json
import threading
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from asn1crypto import cms

from tests.integrations.signature.scenes import BIN, IIN, Scene


@dataclass
class NcaNode:
    """`lie` changes the leaf of a true answer, `whole` the answer itself, `inside` what /cms/extract says."""

    scene: Scene
    shape: str = "certificates"  # or "signers", as its description says
    lie: dict[str, Any] = field(default_factory=dict)
    whole: dict[str, Any] = field(default_factory=dict)
    inside: bytes | None = None
    status: int = 200
    raw: bytes | None = None
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    url: str = ""

    def answer(self, path: str, question: dict[str, Any]) -> bytes:
        self.asked.append((path, question))
        if self.raw is not None:
            return self.raw
        if path == "/cms/extract":
            return json.dumps({"status": 200, "message": "OK", "data": self._content(question)}).encode()
        return json.dumps(self._verified() | self.whole).encode()

    def leaf(self) -> dict[str, Any]:
        certificate = self.scene.key("org").certificate
        return {
            "valid": True,
            "revocations": [{"revoked": False, "by": "OCSP", "revocationTime": None, "reason": None}],
            "notBefore": certificate.not_valid_before_utc.isoformat(timespec="milliseconds"),
            "notAfter": certificate.not_valid_after_utc.isoformat(timespec="milliseconds"),
            "keyUsage": "SIGN",
            "serialNumber": f"{certificate.serial_number:x}",
            "signAlg": "ECGOST3410-2015-512",
            "keyUser": ["ORGANIZATION", "CEO"],
            "subject": {"commonName": "СӘРСЕНОВА ГҮЛМИРА", "iin": IIN, "bin": BIN, "country": "KZ"},
        } | self.lie

    def _verified(self) -> dict[str, Any]:
        signer = {self.shape: [self.leaf()], "tsp": None}
        return {"status": 200, "message": "OK", "valid": True, "signers": [signer]}

    def _content(self, question: dict[str, Any]) -> str:
        if self.inside is not None:
            return b64encode(self.inside).decode()
        data = cms.ContentInfo.load(b64decode(question["cms"]))["content"]["encap_content_info"]["content"]
        return b64encode(data.native).decode()


@contextmanager
def serving(node: NcaNode) -> Iterator[NcaNode]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body = node.answer(self.path, question)
            self.send_response(node.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    node.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield node
    finally:
        server.shutdown()
        server.server_close()
