from typing import Any

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from oqu.core import clock
from staff import sessions
from staff.frame import frame_of


def frame(request: HttpRequest) -> dict[str, Any]:
    """The menu, the role and the counters of the shell; lazy, so that error pages cost nothing."""
    if getattr(request, "actor", None) is None:
        return {"frame": None}
    return {"frame": frame_of(request)}


def session_end(request: HttpRequest) -> dict[str, Any]:
    """For the warning on the pages of who has signed in: seconds left, and a mark of whose page it is."""
    actor = getattr(request, "actor", None)
    end = sessions.ends_at(request.session) if actor and actor.scope != "public" else None
    if end is None:
        return {}
    return {
        "session_seconds_left": int((end - clock.now()).total_seconds()),
        "session_owner": salted_hmac("staff.session", str(actor.person_id)).hexdigest()[:16],
    }
