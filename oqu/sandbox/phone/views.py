from urllib.parse import urlencode

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from oqu.sandbox import clock
from oqu.sandbox.faults.middleware import fault_of
from oqu.sandbox.phone import inbox as telephone
from oqu.sandbox.phone.models import Message
from oqu.sandbox.registers.models import Person


@require_GET
def inbox(request):
    """The telephone of `?number=`, newest message first; without a number, the telephones that got something."""
    typed = request.GET.get("number", "").strip()
    number = telephone.normalise(typed)
    if request.GET.get("format") == "json":
        messages = telephone.messages_of(number) if number else []
        return JsonResponse([_as_json(message) for message in messages], safe=False)
    return _page(request, typed, number)


@csrf_exempt  # like the switches: a telephone of the sandbox is anybody's, scripts and tests answer on it too
@require_POST
def answer(request, pk: int):
    """Sends `text` from the SIM `number` as an answer to this message; then shows that SIM's telephone."""
    message = get_object_or_404(Message, pk=pk, awaits_reply=True)
    typed, text = request.POST.get("number", "").strip(), request.POST.get("text", "")
    number = telephone.normalise(typed)
    if not number or not telephone.is_sms(text):
        return _page(request, typed, number, not_sent=message.pk, status=422)
    if fault_of(request, "consent") != "no_answer":
        telephone.reply(message, number=number, text=text, now=clock.now())
    return redirect(f"{reverse('phone')}?{urlencode({'number': number})}")


def _page(request, typed: str, number: str, *, not_sent: int | None = None, status: int = 200):
    context = {
        "typed": number or typed,
        "number": number,
        "is_wrong": bool(typed) and not number,
        "messages": telephone.messages_of(number) if number else [],
        "not_sent": not_sent,
        "owner": Person.objects.filter(phone=number).first() if number else None,
        "recent": [] if number else _recent(),
    }
    return render(request, "sandbox/phone/inbox.html", context, status=status)


def _recent() -> list[dict[str, str]]:
    """The last telephones that got something, each once, with the owner's name where it is known."""
    numbers = list(dict.fromkeys(Message.objects.values_list("number", flat=True)[:200]))[:20]
    owners = {person.phone: person.full_name for person in Person.objects.filter(phone__in=numbers)}
    return [{"number": number, "owner": owners.get(number, "")} for number in numbers]


def _as_json(message: Message) -> dict[str, object]:
    return {
        "id": message.pk,
        "number": message.number,
        "sender": message.sender,
        "text": message.text,
        "awaits_reply": message.awaits_reply,
        "received_at": message.received_at.isoformat(),
    }
