"""From the register's JSON to our facts."""

from datetime import date
from typing import Any

from oqu.core.identity import is_valid_iin
from oqu.integrations.population.port import PopulationRecord, RegisteredAddress


def record(answer: Any) -> PopulationRecord:
    """
    :raises KeyError, TypeError, ValueError: the answer is not of the documented form
    """
    if not is_valid_iin(answer["iin"]):
        raise ValueError("iin")
    if not all(is_valid_iin(iin) for iin in answer["parentIins"]):
        raise ValueError("parentIins")
    if answer["sex"] not in {"m", "f"}:
        raise ValueError("sex")
    document = answer["document"] or {}
    until = document.get("validUntil")
    return PopulationRecord(
        iin=answer["iin"],
        last_name=answer["surname"],
        first_name=answer["name"],
        patronymic=answer["patronymic"] or "",
        born_on=date.fromisoformat(answer["birthDate"]),
        sex=answer["sex"],
        citizenship=answer["citizenship"],
        address=_address(answer["registration"]),
        document_kind=document.get("kind", ""),
        document_number=document.get("number", ""),
        document_valid_until=date.fromisoformat(until) if until else None,
        birth_certificate=(answer["birthCertificate"] or {}).get("number", ""),
        parent_iins=tuple(answer["parentIins"]),
    )


def _address(registration: Any) -> RegisteredAddress | None:
    if registration is None:
        return None
    return RegisteredAddress(
        settlement_kato=registration["settlementKato"],
        street_id=registration["streetId"],
        building_rca=registration["buildingRca"],
        text_ru=registration["addressRu"],
        text_kk=registration["addressKk"],
    )
