"""A director's telephone: it reads the code on the screen, signs what the portal gives it, and answers."""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import Client

from oqu.sandbox.pki import load_key
from oqu.sandbox.signing.cms import sign_detached
from tests import factories as make


@dataclass
class Telephone:
    """Has no session of the portal. `directory` holds the test authority's keys."""

    directory: Path
    browser: Client = field(default_factory=Client)
    language: str = "ru"

    def ask(self, path: str, token: str = "") -> HttpResponse:
        headers = {"Accept-Language": self.language} | ({"Authorization": f"Bearer {token}"} if token else {})
        return self.browser.get(path, headers=headers)

    def put(self, path: str, token: str, body: bytes) -> HttpResponse:
        headers = {"Accept-Language": self.language, "Authorization": f"Bearer {token}"}
        return self.browser.put(path, body, content_type="application/json", headers=headers)

    def sign(self, api_1: str, key: str, *, other: bytes = b"") -> HttpResponse:
        """The whole way with this key; `other` bytes are signed instead of the document."""
        offer = self.ask(api_1).json()["document"]
        path, token = urlsplit(offer["uri"]).path, offer["auth_token"]
        task = self.ask(path, token).json()
        file = task["documentsToSign"][0]["document"]["file"]
        cms = sign_detached(other or b64decode(file["data"]), load_key(self.directory, key), moment=make.NOW)
        file["data"] = b64encode(cms).decode()
        return self.put(path, token, json.dumps(task).encode())
