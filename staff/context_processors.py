from typing import Any

from django.http import HttpRequest

from staff.frame import frame_of


def frame(request: HttpRequest) -> dict[str, Any]:
    """The menu, the role and the counters of the shell; lazy, so that error pages cost nothing."""
    if getattr(request, "actor", None) is None:
        return {"frame": None}
    return {"frame": frame_of(request)}
