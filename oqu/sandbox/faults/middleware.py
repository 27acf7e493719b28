"""Makes a system slow or down as a whole; finer faults are asked for by its views with `fault_of`."""

import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from oqu.sandbox import json_api
from oqu.sandbox.faults.models import Fault
from oqu.sandbox.faults.systems import BY_CODE, DOWN, OK, SLOW, system_at

_FOR_MACHINES = ("/api/", "/oauth/token", "/resource/")


def fault_of(request: HttpRequest, system: str) -> str:
    """The fault in force for this request: of the header `X-Sandbox-Fault: SYSTEM=FAULT`, else of the switch."""
    for switch in request.headers.get("X-Sandbox-Fault", "").split(","):
        code, _, kind = switch.strip().partition("=")
        if code == system and kind in BY_CODE[system].faults:
            return kind
    return Fault.objects.filter(pk=system).values_list("kind", flat=True).first() or OK


class SwitchedFaults:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        system = system_at(request.path)
        if system is None:
            return self.get_response(request)
        kind = fault_of(request, system.code)
        if kind == SLOW:
            time.sleep(settings.SLOW_SECONDS)
        if kind == DOWN:
            if any(part in request.path for part in _FOR_MACHINES):
                return json_api.error(503, "unavailable", f"{system.name}: система не работает.")
            return render(request, "sandbox/down.html", {"system": system}, status=503)
        return self.get_response(request)
