"""The window between the process that signs and the person who chooses: opened, answered once, closed."""

from oqu.sandbox import clock
from oqu.sandbox.ncalayer.models import Request
from oqu.sandbox.ncalayer.wishes import Wish


def show(wish: Wish, origin: str) -> Request:
    facts = {
        "module": wish.module,
        "sizes": [len(each) for each in wish.documents],
        "storages": wish.storages,
        "purposes": wish.purposes,
        "key_type": wish.key_type,
        "iin": wish.iin,
        "bin": wish.bin,
        "allows_expired": wish.allows_expired,
        "allows_revoked": wish.allows_revoked,
        "wants_key_info": wish.wants_key_info,
    }
    return Request.objects.create(asked_at=clock.now(), origin=origin[:200], facts=facts)


def waiting() -> Request | None:
    """The window on top: the oldest one that nobody has answered."""
    return Request.objects.filter(answer="").first()


def answer(request_id: str, choice: Request.Answer, *, storage: str = "", key: str = "") -> bool:
    """False when the window is gone or was answered before."""
    still_open = Request.objects.filter(pk=request_id, answer="")
    return bool(still_open.update(answer=choice, storage=storage, key=key))


def answered(request: Request) -> Request | None:
    """The same window with the person's answer in it, as soon as there is one."""
    return Request.objects.filter(pk=request.pk).exclude(answer="").first()


def close(request: Request) -> None:
    Request.objects.filter(pk=request.pk).delete()


def close_all() -> None:
    """What a process that was killed left open."""
    Request.objects.all().delete()
