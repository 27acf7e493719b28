"""The parent's draft: saved at every step, seen by nobody else, with no place and no clock (D11)."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from admissions import selectors
from admissions.errors import ChildTooYoung, NotYourChild
from admissions.models import Application, Campaign
from admissions.services._window import check_not_over
from admissions.states import Status, Transport
from oqu.core.acting import Actor, acting
from oqu.core.errors import Forbidden, NotFound
from oqu.core.secrets_fields import blind_index
from oqu.integrations.population import PopulationRecord, get_population
from staff.models import Person, School
from staff.permissions import Action, check_may


@dataclass(frozen=True)
class Wishes:
    """The third step of the form. `phone` is E.164."""

    language: str
    wants_transport: bool
    has_special_needs: bool
    phone: str
    factual_address: str = ""


def begin_draft(*, child_iin: str, campaign: Campaign, by: Actor, now: dt.datetime) -> Application:
    """
    A draft for one child, or the one that was begun before.

    The register is asked before anything is locked: is the person a parent, what does it know of the
    child and of the address that decides the zone (A27: the child's own, else the parent's).

    :raises AlreadyClosed: it could not be sent any more
    :raises NotYourChild: the register does not show this person as a parent
    :raises ChildTooYoung: does not turn six in the year of admission (order No. 564, p. 8)
    :raises PopulationUnavailable:
    """
    check_may(by, Action.APPLY)
    check_not_over(campaign, now)
    with acting(by, read_only=True):
        parent = Person.objects.get(pk=by.person_id)
    register = get_population()
    child = next((one for one in register.children_of(parent.iin) if one.iin == child_iin), None)
    if child is None:
        raise NotYourChild
    _check_age(child, campaign)
    told = register.person(parent.iin)
    with acting(by):
        known = Application.objects.filter(
            applicant_id=by.person_id,
            campaign__school_year_id=campaign.school_year_id,
            child_iin_index=blind_index("iin", child.iin),
            status=Status.DRAFT,
        ).first()
        if known:
            return known
        draft = _draft_of(child, told, parent, campaign, now)
        draft.save()
    return draft


def choose_school(*, uuid: UUID, school: School, by: Actor, now: dt.datetime) -> Application:
    """
    A draft follows its school into the campaign of the school's region.

    :raises NotFound: no draft of this person
    """
    check_may(by, Action.APPLY)
    with acting(by):
        draft = locked_draft(uuid)
        draft.campaign = _same_year(draft, school)
        if draft.school_id != school.pk:
            draft.school, draft.language, draft.transport = school, "", Transport.NOT_REQUESTED
        draft.saved_at = now
        draft.save(update_fields=["campaign", "school", "language", "transport", "saved_at"])
    return draft


def tell_wishes(*, uuid: UUID, wishes: Wishes, by: Actor, now: dt.datetime) -> Application:
    """Language, transport, special needs, contacts. Transport is kept only where the school offers it."""
    check_may(by, Action.APPLY)
    with acting(by):
        draft = locked_draft(uuid)
        offers = draft.school is not None and draft.school.offers_transport
        draft.language = wishes.language
        draft.transport = Transport.PENDING if wishes.wants_transport and offers else Transport.NOT_REQUESTED
        draft.has_special_needs = wishes.has_special_needs
        draft.applicant_phone = wishes.phone
        draft.factual_address = wishes.factual_address
        draft.saved_at = now
        draft.save(
            update_fields=[
                "language",
                "transport",
                "has_special_needs",
                "applicant_phone",
                "factual_address",
                "saved_at",
            ]
        )
    return draft


def delete_draft(*, uuid: UUID, by: Actor) -> None:
    """:raises NotFound: no draft of this person"""
    check_may(by, Action.APPLY)
    with acting(by):
        locked_draft(uuid).delete()


def locked_draft(uuid: UUID) -> Application:
    """
    The person's own draft, locked. Called inside `acting`.

    :raises NotFound: somebody else's or none
    :raises Forbidden: it was sent already and belongs to the school now
    """
    draft = (
        Application.objects.select_for_update(of=("self",), no_key=True)
        .select_related("school", "campaign")
        .filter(uuid=uuid)
        .first()
    )
    if draft is None:
        raise NotFound
    if not draft.is_draft:
        raise Forbidden
    return draft


def _same_year(draft: Application, school: School) -> Campaign:
    year = draft.campaign.school_year_id
    of_school = (row for row in selectors.campaigns_of(school) if row.school_year_id == year)
    return next(of_school, draft.campaign)


def _check_age(child: PopulationRecord, campaign: Campaign) -> None:
    if child.born_on.year > campaign.youngest_birth_year:
        raise ChildTooYoung(youngest=campaign.youngest_birth_year, born=child.born_on.year)


def _draft_of(
    child: PopulationRecord, told: PopulationRecord, parent: Person, campaign: Campaign, now: dt.datetime
) -> Application:
    address = child.address or told.address
    document = " ".join(filter(None, [told.document_kind, told.document_number]))
    return Application(
        campaign=campaign,
        created_at=now,
        saved_at=now,
        child_iin=child.iin,
        child_iin_index=blind_index("iin", child.iin),
        child_last_name=child.last_name,
        child_first_name=child.first_name,
        child_patronymic=child.patronymic,
        child_born_on=child.born_on,
        birth_certificate=child.birth_certificate or "",
        applicant=parent,
        applicant_name=parent.full_name,
        applicant_iin=parent.iin,
        applicant_phone=parent.phone,
        applicant_email=parent.email,
        applicant_document=document,
        applicant_document_valid_until=told.document_valid_until,
        applicant_address_ru=told.address.text_ru if told.address else "",
        applicant_address_kk=told.address.text_kk if told.address else "",
        address_ru=address.text_ru if address else "",
        address_kk=address.text_kk if address else "",
        settlement_kato=address.settlement_kato if address else "",
        street_id=address.street_id if address else "",
        building_rca=address.building_rca if address else "",
    )
