"""A browser without JavaScript before eGov's pages: it follows redirects, keeps cookies, posts forms."""

import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

import httpx
from django.conf import settings

from oqu import world
from oqu.sandbox.pki import load_key
from oqu.sandbox.signing.cms import sign_detached

_TABS = {"QR": "qr", "EDS_PERSON": "eds", "EDS_ORG": "eds", "PASSWORD": "password"}
_KEYS = {"EDS_PERSON": "auth-{iin}", "EDS_ORG": "orgauth-{iin}-{bin}"}


class ToSign(NamedTuple):
    """What the tab «ЭЦП» asks: the number of the challenge and its bytes."""

    challenge: str
    to_sign: bytes


def asked_to_sign(page: str) -> ToSign:
    return ToSign(
        re.search(r'name="challenge" value="([^"]+)"', page)[1],
        b64decode(re.search(r'data-to-sign="([^"]+)"', page)[1]),
    )


class Visitor:
    """`page` is the last answer. A redirect that leaves the sandbox is not followed: it is the result."""

    def __init__(self, authorize_url: str) -> None:
        # A connection is closed with its answer: nothing stays open when the test forgets the visitor.
        limits = httpx.Limits(max_keepalive_connections=0)
        self._http = httpx.Client(transport=httpx.HTTPTransport(limits=limits))
        self.phone = ""
        self.page = self.open(authorize_url)

    def open(self, url: str) -> httpx.Response:
        self.page = self._follow(self._http.get(url))
        return self.page

    def post(
        self, path: str, data: Mapping[str, str], headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """Posts a form of the page at `path` (relative to the page that is open)."""
        self.page = self._follow(self.post_only(path, data, headers))
        return self.page

    def post_only(
        self, path: str, data: Mapping[str, str], headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """The same without following; safe to call from several threads at once."""
        token = {"X-CSRFToken": self._http.cookies.get("sandbox_csrf", "")}
        return self._http.post(self.page.url.join(path), data=dict(data), headers=token | dict(headers or {}))

    def choose(self, iin: str, *, method: str = "QR", organisation_bin: str = "") -> httpx.Response:
        """Says who is there; afterwards `phone` is the number that the code went to."""
        self.phone = next(human.phone for human in world.people() if human.iin == iin)
        self.open_tab(_TABS[method])
        if method in _KEYS:
            return self.post("", self.signed_with(_KEYS[method].format(iin=iin, bin=organisation_bin)))
        return self.post("", {"iin": iin, "password": "uchebnyi-vhod"})

    def open_tab(self, tab: str) -> httpx.Response:
        return self.open(str(self.page.url.join(f"../{tab}/")))

    def signed_with(self, key: str) -> dict[str, str]:
        """What NCALayer would bring back to the tab «ЭЦП», when this key of the test authority is chosen."""
        form = asked_to_sign(self.page.text)
        signature = sign_detached(
            form.to_sign, load_key(settings.LOCAL_DIR / "pki", key), moment=datetime.now(UTC)
        )
        return {"challenge": form.challenge, "cms": b64encode(signature).decode()}

    def enter(self, code: str, **headers: str) -> httpx.Response:
        return self.post("", {"code": code}, headers)

    def decide(self, decision: str) -> str:
        """`allow` or `deny`; the address outside to which the browser was sent."""
        answer = self.post_only("", {"decision": decision})
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]

    def _follow(self, answer: httpx.Response) -> httpx.Response:
        while answer.is_redirect:
            target = answer.url.join(answer.headers["location"])
            if target.netloc != answer.url.netloc:
                break
            answer = self._http.get(target)
        return answer
