from oqu.core.acting import Actor, acting
from oqu.integrations.egov_login import EgovPerson
from oqu.integrations.population import PopulationRecord
from staff.models import Person


def know_person(told: EgovPerson) -> Person:
    """
    The row of this human being, made at the first visit and brought up to date at each later one.

    Runs as the system: who signs in has no row to be seen by yet.
    """
    with acting(Actor.system("sign-in")):
        person = Person.objects.with_iin(told.iin) or Person(iin=told.iin)
        person.last_name, person.first_name = told.last_name, told.first_name
        person.patronymic, person.born_on = told.patronymic, told.born_on
        person.phone = told.phone or person.phone
        person.email = told.email or person.email
        person.save()
        return person


def know_citizen(record: PopulationRecord, *, by: Actor, phone: str = "") -> Person:
    """
    The row of somebody who was found in the population register; what eGov told of them stays as it is.

    Runs as the system: who has not worked here yet is not seen by `by`. `phone` is kept if none is known.
    """
    with acting(Actor.system("staff", by.person_id)):
        person = Person.objects.with_iin(record.iin) or Person(
            iin=record.iin,
            last_name=record.last_name,
            first_name=record.first_name,
            patronymic=record.patronymic,
            born_on=record.born_on,
        )
        person.phone = person.phone or phone
        person.save()
        return person


def language_chosen(person_id: int, language: str) -> None:
    """SMS and notices follow the language a person reads the portal in."""
    with acting(Actor.parent(person_id)):
        Person.objects.filter(pk=person_id).exclude(language=language).update(language=language)
