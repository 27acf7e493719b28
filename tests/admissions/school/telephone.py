"""A director's telephone: it reads the code on the screen, signs what the portal gives it, and answers."""

import copy
import json
from base64 import b64decode, b64encode
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
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

    def take(self, api_1: str) -> "Taken":
        """API 1, then API 2: what the telephone shows before it signs."""
        offer = self.ask(api_1).json()["document"]
        path, token = urlsplit(offer["uri"]).path, offer["auth_token"]
        return Taken(path, token, self.ask(path, token).json())

    def answer(
        self, taken: "Taken", key: str, *, other: bytes = b"", others: Collection[str] = ()
    ) -> HttpResponse:
        """Every document signed with the key; `other` bytes instead of the numbers `others`, or of all."""
        signer = load_key(self.directory, key)
        task = copy.deepcopy(taken.task)
        for each in task["documentsToSign"]:
            file = each["document"]["file"]
            is_other = other and (not others or each["meta"][0]["value"] in others)
            cms = sign_detached(other if is_other else b64decode(file["data"]), signer, moment=make.NOW)
            file["data"] = b64encode(cms).decode()
        return self.put(taken.path, taken.token, json.dumps(task).encode())

    def sign(self, api_1: str, key: str, *, other: bytes = b"") -> HttpResponse:
        """The whole way with this key; `other` bytes are signed instead of the document."""
        return self.answer(self.take(api_1), key, other=other)


@dataclass(frozen=True)
class Taken:
    """What API 2 gave, and where the answer goes."""

    path: str
    token: str
    task: dict[str, Any]

    @property
    def numbers(self) -> list[str]:
        return [each["meta"][0]["value"] for each in self.task["documentsToSign"]]
