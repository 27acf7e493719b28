"""The telephone's side of eGov QR signing: API 1, then API 2, then the signatures back by PUT."""

import copy
import hashlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
PREFIX = "mobileSign:"


class NotPossible(Exception):
    """The telephone cannot go on; the text is shown on its screen."""


@dataclass(frozen=True)
class Document:
    """One document to sign, as the telephone shows it."""

    id: int
    name: str
    meta: tuple[tuple[str, str], ...]
    content: bytes
    mime: str


@dataclass(frozen=True)
class Request:
    """What a portal asks to sign, and where the answer goes."""

    description: str
    organisation: str
    organisation_bin: str
    expires_at: datetime
    address: str
    token: str
    documents: tuple[Document, ...]
    raw: dict[str, Any]

    @property
    def fingerprint(self) -> str:
        """What was shown is what gets signed: the page carries this and the signature compares it."""
        return hashlib.sha256(b"".join(document.content for document in self.documents)).hexdigest()


def address_in(text: str) -> str:
    """The address of API 1 in what was scanned: a QR text, a link that opens the application, or itself."""
    text = text.strip()
    if text.lower().startswith(PREFIX.lower()):
        return text[len(PREFIX) :]
    try:
        inner = parse_qs(urlsplit(text).query).get("link")
    except ValueError:
        return text  # no address at all: `ask` says so
    return address_in(inner[0]) if inner else text


def ask(address: str, hosts: Collection[str]) -> Request:
    """
    :param hosts: the portal's own hosts; loopback is always allowed
    :raises NotPossible: another host, no answer, or an answer that is not of the protocol
    """
    offer = _call("GET", address, hosts)
    try:
        where, organisation = offer["document"], offer["organisation"]
        tasks = _call("GET", where["uri"], hosts, token=where["auth_token"])
        if tasks["signMethod"] != "CMS_SIGN_ONLY":
            raise NotPossible("Портал просит другой вид подписи, этот телефон его не знает.")
        return Request(
            description=offer["description"],
            organisation=organisation["nameRu"],
            organisation_bin=organisation["bin"],
            expires_at=datetime.fromisoformat(offer["expiry_date"]),
            address=where["uri"],
            token=where["auth_token"],
            documents=tuple(_document(task) for task in tasks["documentsToSign"]),
            raw=tasks,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise NotPossible("Ответ портала не разобрать: он не по протоколу eGov QR.") from error


def answer(request: Request, sign: Callable[[bytes], bytes], hosts: Collection[str]) -> None:
    """
    Sign every document and send the signatures.

    :raises NotPossible: the portal did not accept them, with the portal's own sentence
    """
    body = copy.deepcopy(request.raw)
    for task, document in zip(body["documentsToSign"], request.documents, strict=True):
        task["document"]["file"]["data"] = b64encode(sign(document.content)).decode()
    _call("PUT", request.address, hosts, token=request.token, body=body)


def _document(task: dict[str, Any]) -> Document:
    file = task["document"]["file"]
    meta = tuple((str(each["name"]), str(each["value"])) for each in task.get("meta", ()))
    content = b64decode(file["data"], validate=True)
    return Document(int(task["id"]), task["nameRu"], meta, content, file.get("mime", ""))


def _call(
    method: str,
    address: str,
    hosts: Collection[str],
    *,
    token: str = "",
    body: dict[str, Any] | None = None,
) -> dict[str, Any]:
    if not _is_allowed(address, hosts):
        raise NotPossible("Этот адрес не принадлежит порталу. Телефон открывает только ссылки портала.")
    headers = {"Accept-Language": "ru"} | ({"Authorization": f"Bearer {token}"} if token else {})
    try:
        with httpx.Client(timeout=10, trust_env=False) as client:
            response = client.request(method, address, headers=headers, json=body)
    except httpx.HTTPError as error:
        raise NotPossible("Портал не отвечает. Проверьте, что он запущен, и повторите.") from error
    try:
        content = response.json() if response.content else {}
    except ValueError:
        content = {}
    content = content if isinstance(content, dict) else {}
    if response.status_code != 200:
        raise NotPossible(str(content.get("message") or f"Портал ответил отказом: {response.status_code}."))
    return content


def _is_allowed(address: str, hosts: Collection[str]) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and parts.hostname in LOOPBACK | set(hosts)
    except ValueError:
        return False
