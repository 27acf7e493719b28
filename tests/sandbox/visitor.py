"""A browser without JavaScript before eGov's pages: it follows redirects, keeps cookies, posts forms."""

from collections.abc import Mapping

import httpx

from oqu import world

_TABS = {"QR": "qr", "EDS_PERSON": "eds", "EDS_ORG": "eds", "PASSWORD": "password"}


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
        answers = {
            "QR": {"iin": iin},
            "EDS_PERSON": {"key": f"auth-{iin}"},
            "EDS_ORG": {"key": f"org-{iin}-{organisation_bin}"},
            "PASSWORD": {"iin": iin, "password": "uchebnyi-vhod"},
        }
        tab = f"../{_TABS[method]}/"
        self.open(str(self.page.url.join(tab)))
        return self.post("", answers[method])

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
