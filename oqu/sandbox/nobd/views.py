from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from oqu import world
from oqu.sandbox.nobd.models import ClassSet

LANGUAGES = {"kk": "казахский", "ru": "русский", "uz": "узбекский", "ug": "уйгурский", "tg": "таджикский"}


@require_safe
def class_sets(request):
    """All class sets, each with its numbers to change."""
    return _page(request)


@csrf_exempt  # like the switches: scripts and tests change the numbers without visiting the page
@require_POST
def change(request, pk: int):
    """POST `seats_total` and `class_count`."""
    row = get_object_or_404(ClassSet, pk=pk)
    try:
        row.seats_total, row.class_count = (
            int(request.POST.get(name, "")) for name in ("seats_total", "class_count")
        )
        row.full_clean()
    except (ValueError, ValidationError):
        return _page(request, wrong=pk, status=422)
    row.save()
    return redirect(reverse("nobd"))


def _page(request, *, wrong: int | None = None, status: int = 200):
    names = {school.bin: school.name_ru for school in world.SCHOOLS}
    rows = [
        {"row": row, "school": names.get(row.bin, row.bin), "language": LANGUAGES[row.language]}
        for row in ClassSet.objects.all()
    ]
    return render(request, "sandbox/nobd/class_sets.html", {"rows": rows, "wrong": wrong}, status=status)
