from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from oqu.sandbox.phone import inbox as telephone
from oqu.sandbox.phone.models import Message
from oqu.sandbox.registers.models import Person


@require_GET
def inbox(request):
    """The telephone of `?number=`, newest message first; without a number, the telephones that got something."""
    typed = request.GET.get("number", "").strip()
    number = telephone.normalise(typed)
    messages = telephone.messages_of(number) if number else []
    if request.GET.get("format") == "json":
        return JsonResponse([_as_json(message) for message in messages], safe=False)
    context = {
        "typed": number or typed,
        "number": number,
        "is_wrong": bool(typed) and not number,
        "messages": messages,
        "owner": Person.objects.filter(phone=number).first() if number else None,
        "recent": [] if number else _recent(),
    }
    return render(request, "sandbox/phone/inbox.html", context)


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
        "received_at": message.received_at.isoformat(),
    }
