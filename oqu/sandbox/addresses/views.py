"""The page on which somebody plays the akimat: renames a street, gives a house a number, takes one away."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from oqu.sandbox import clock
from oqu.sandbox.addresses.models import Change
from oqu.sandbox.addresses.tables import COLUMNS, DISTRICT, Row, rows_of


@require_safe
def addresses(request):
    return _page(request)


@csrf_exempt  # like the switches: scripts and tests change the register without visiting the page
@require_POST
def rename(request):
    """POST `street`, `name_rus`, `name_kaz`."""
    street = _found("s_geonims", request.POST.get("street"))
    names = {name: request.POST.get(name, "").strip()[:200] for name in ("name_rus", "name_kaz")}
    if street is None or not all(names.values()):
        return _page(request, wrong="Нужны улица и название на двух языках.")
    return _made("s_geonims", int(str(street["id"])), names)


@csrf_exempt
@require_POST
def add_house(request):
    """POST `street`, `number`."""
    street = _found("s_geonims", request.POST.get("street"))
    number = request.POST.get("number", "").strip()[:30]
    if street is None or not number:
        return _page(request, wrong="Нужны улица и номер дома.")
    house_id = max(int(str(row["id"])) for row in rows_of("s_buildings")) + 1
    house = {
        "id": house_id, "s_ats_id": DISTRICT, "s_geonims_id": street["id"], "d_buildings_pointer_id": 2,
        "d_buildings_pointer_code": 2, "number": number, "rca": f"0299{house_id:012d}", "actual": True,
    }  # fmt: skip
    return _made("s_buildings", house_id, house)


@csrf_exempt
@require_POST
def end_house(request):
    """POST `street`, `number`: the number is taken away."""
    street, number = request.POST.get("street", ""), request.POST.get("number", "").strip()
    for row in rows_of("s_buildings"):
        if str(row["s_geonims_id"]) == street and row["number"] == number and row["actual"]:
            return _made("s_buildings", int(str(row["id"])), {"actual": False})
    return _page(request, wrong="Такого дома на этой улице нет.")


def _found(dataset: str, number: str | None) -> Row | None:
    return next((row for row in rows_of(dataset) if str(row["id"]) == number), None)


def _made(dataset: str, row_id: int, values: Row):
    now = clock.now()
    moment = timezone.localtime(now).replace(tzinfo=None).isoformat(timespec="seconds")
    Change.objects.create(dataset=dataset, row_id=row_id, values=values | {"modified": moment}, made_at=now)
    return redirect("addresses")


def _page(request, *, wrong: str = ""):
    context = {
        "streets": sorted(rows_of("s_geonims"), key=lambda row: str(row["name_rus"])),
        "changes": Change.objects.order_by("-made_at")[:20],
        "tables": list(COLUMNS),
        "wrong": wrong,
    }
    return render(request, "sandbox/addresses/register.html", context, status=422 if wrong else 200)
