from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from oqu.sandbox.faults.models import Fault
from oqu.sandbox.faults.systems import BY_CODE, OK, SYSTEMS

EVERYTHING = "all"


@csrf_exempt  # a switch belongs to nobody: scripts and tests may turn it without visiting the page
@require_http_methods(["GET", "POST"])
def switches(request):
    """GET shows the switches, POST `system` and `fault` turns one; `system=all` with `fault=ok` repairs all."""
    if request.method == "POST":
        return _turn(request)
    now = dict(Fault.objects.values_list("system", "kind"))
    rows = [
        {"system": system, "faults": system.faults.items(), "kind": now.get(system.code, OK)}
        for system in SYSTEMS
    ]
    return render(request, "sandbox/faults.html", {"rows": rows, "is_all_well": not now})


def _turn(request):
    code, kind = request.POST.get("system", ""), request.POST.get("fault", "")
    if code == EVERYTHING and kind == OK:
        Fault.objects.all().delete()
    elif code not in BY_CODE or kind not in BY_CODE[code].faults:
        known = {system.code: list(system.faults) for system in SYSTEMS}
        return JsonResponse({"code": "unknown_switch", "known": known}, status=400)
    elif kind == OK:
        Fault.objects.filter(pk=code).delete()
    else:
        Fault.objects.update_or_create(pk=code, defaults={"kind": kind})
    return redirect("faults")
