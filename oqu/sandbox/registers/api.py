"""
The population register over HTTP. The schema is the sandbox's own, see docs/integrations/population.md.

Questions are POSTs with the IIN in the body, so that no identity number stands in a URL or an access log.
"""

from django.conf import settings
from django.http import JsonResponse
from django.views.decorators.http import require_POST

from oqu.core.identity import is_valid_iin
from oqu.sandbox import json_api
from oqu.sandbox.faults.middleware import fault_of
from oqu.sandbox.registers.models import Person

_closed = json_api.closed_by(lambda: settings.POPULATION_TOKEN)


@_closed
@require_POST
def person(request):
    iin = _asked_iin(request)
    if iin is None:
        return json_api.error(422, "bad_iin", "Нужен ИИН из двенадцати цифр с верной контрольной цифрой.")
    found = Person.objects.filter(pk=iin).first()
    if found is None or fault_of(request, "population") == "unknown_person":
        return json_api.error(404, "person_not_found", "Такого человека нет в базе.")
    return JsonResponse(_as_told(request, found))


@_closed
@require_POST
def children(request):
    """The children whose parent this person is, oldest first; nobody's children are an empty list."""
    iin = _asked_iin(request)
    if iin is None:
        return json_api.error(422, "bad_iin", "Нужен ИИН из двенадцати цифр с верной контрольной цифрой.")
    known = Person.objects.filter(pk=iin).exists()
    if not known or fault_of(request, "population") == "unknown_person":
        return json_api.error(404, "person_not_found", "Такого человека нет в базе.")
    found = Person.objects.filter(parent_iins__contains=[iin]).order_by("born_on", "place")
    return JsonResponse({"children": [_as_told(request, child) for child in found]})


def _asked_iin(request) -> str | None:
    iin = json_api.body_of(request).get("iin")
    return iin if isinstance(iin, str) and is_valid_iin(iin) else None


def _as_told(request, person: Person) -> dict[str, object]:
    if fault_of(request, "population") == "wrong_data":
        return {"iin": "000000000000", "surname": person.last_name, "birthDate": "вчера"}
    is_certificate = person.document_kind == "birth_certificate"
    return {
        "iin": person.iin,
        "surname": person.last_name,
        "name": person.first_name,
        "patronymic": person.patronymic,
        "birthDate": person.born_on.isoformat(),
        "sex": person.sex,
        "citizenship": person.citizenship,
        "registration": _registration(person),
        "document": None if is_certificate or not person.document_kind else _document(person),
        "birthCertificate": {"number": person.document_number} if is_certificate else None,
        "parentIins": person.parent_iins,
    }


def _registration(person: Person) -> dict[str, str] | None:
    if not person.building_rca:
        return None
    return {
        "settlementKato": person.settlement_kato,
        "streetId": person.street_id,
        "buildingRca": person.building_rca,
        "addressRu": person.address_ru,
        "addressKk": person.address_kk,
    }


def _document(person: Person) -> dict[str, str | None]:
    until = person.document_valid_until
    return {
        "kind": person.document_kind,
        "number": person.document_number,
        "validUntil": until.isoformat() if until else None,
    }
