"""NOBD over HTTP. The schema is the sandbox's own, see docs/integrations/nobd.md."""

from django.conf import settings
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from oqu.sandbox import json_api
from oqu.sandbox.faults.middleware import fault_of
from oqu.sandbox.nobd.models import ClassSet

_closed = json_api.closed_by(lambda: settings.NOBD_TOKEN)
ANOTHER_BIN = "120941000775"


@_closed
@require_safe
def class_sets(request, org_bin: str):
    fault = fault_of(request, "nobd")
    if fault == "wrong_data":
        return JsonResponse({"org_bin": org_bin, "class_sets": "нет"})
    rows = [_as_told(row) for row in ClassSet.objects.filter(bin=org_bin)]
    if not rows:
        return json_api.error(404, "organisation_not_found", "Организации с таким БИН нет.")
    if fault == "wrong_rows":
        rows[::2] = [row | {"seats_total": "много", "language_code": "xx"} for row in rows[::2]]
    if fault == "other_school":
        rows = [row | {"org_bin": ANOTHER_BIN} for row in rows]
    return JsonResponse({"org_bin": org_bin, "class_sets": rows})


def _as_told(row: ClassSet) -> dict[str, object]:
    return {
        "org_bin": row.bin,
        "school_year": row.year,
        "grade": 1,
        "language_code": row.language,
        "seats_total": row.seats_total,
        "class_count": row.class_count,
    }
