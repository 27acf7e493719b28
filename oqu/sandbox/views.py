from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render

from oqu.sandbox.phone.models import Message
from oqu.sandbox.registers.models import Person


def home(request):
    """What stands here and where."""
    context = {
        "people": Person.objects.count(),
        "messages": Message.objects.count(),
        "ncalayer": settings.NCALAYER_URL,
    }
    return render(request, "sandbox/home.html", context)


def egov(request):
    """The service's page on egov.kz, from which families come to the portal."""
    entry = f"{settings.PUBLIC_URL}/services/pass_mp_203/"
    return render(request, "sandbox/egov.html", {"portal_entry": entry})


def live(request):
    return JsonResponse({"status": "ok"})


def page_not_found(request, exception):
    return render(request, "sandbox/404.html", status=404)
