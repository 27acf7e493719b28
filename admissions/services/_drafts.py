"""The parent's draft: saved at every step, seen by nobody else, with no place and no clock (D11)."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from admissions import selectors
from admissions.errors import ChildTooYoung, NoSuchChild, NotYourChild
from admissions.models import Application, Campaign, SecondParent
from admissions.policies import check_may_fill
from admissions.services._window import check_not_over
from admissions.states import Channel, Status, Transport
from oqu.core.acting import Actor, acting
from oqu.core.errors import Forbidden, NotFound
from oqu.core.secrets_fields import blind_index
from oqu.integrations.population import PersonNotFound, PopulationRecord, get_population
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


@dataclass(frozen=True, repr=False)
class Family:
    """A child and who applies for it, as the register tells. `is_parent`: it shows them as one."""

    child: PopulationRecord
    applicant: PopulationRecord
    is_parent: bool


def begin_draft(
    *,
    child_iin: str,
    campaign: Campaign,
    by: Actor,
    now: dt.datetime,
    born_on: dt.date | None = None,
    channel: Channel = Channel.PORTAL,
) -> Application:
    """
    A draft for one child, or the one that was begun before.

    The register is asked before anything is locked. `born_on` is told by a guardian: see `family_of`. Whom
    it shows as a parent besides will see the application once it is sent (D9).

    :raises AlreadyClosed: it could not be sent any more
    :raises NotYourChild | NoSuchChild: see `family_of`
    :raises ChildTooYoung: does not turn six in the year of admission (order No. 564, p. 8)
    :raises PopulationUnavailable:
    """
    check_may(by, Action.APPLY)
    check_not_over(campaign, now)
    with acting(by, read_only=True):
        parent = Person.objects.get(pk=by.person_id)
    family = family_of(parent.iin, child_iin=child_iin, born_on=born_on)
    check_age(family.child, campaign)
    with acting(by):
        draft = begun_before(family, parent, campaign) or draft_of(family, parent, campaign, now)
        if draft.pk is None:
            draft.channel = channel
            draft.save()
            name_second_parents(draft, family)
    return draft


def name_second_parents(draft: Application, family: Family) -> None:
    """Whom the register shows as the child's parents besides the applicant (D9). Called inside `acting`."""
    SecondParent.objects.bulk_create(
        SecondParent(application=draft, iin_index=blind_index("iin", iin))
        for iin in family.child.parent_iins
        if iin != family.applicant.iin
    )


def family_of(applicant_iin: str, *, child_iin: str, born_on: dt.date | None) -> Family:
    """
    What the register tells of both. Whoever is not shown as a parent says when the child was born, so that
    nobody is told of a child by trying numbers, and proves the right to apply by a paper.

    :raises NotYourChild: no relation is shown, and none is claimed
    :raises NoSuchChild: nobody has this number and was born on this day
    :raises PersonNotFound | PopulationUnavailable: as the register answered about the applicant
    """
    register = get_population()
    own = next((one for one in register.children_of(applicant_iin) if one.iin == child_iin), None)
    if own is None and born_on is None:
        raise NotYourChild
    try:
        child = own or register.person(child_iin)
    except PersonNotFound as unknown:
        raise NoSuchChild from unknown
    if own is None and child.born_on != born_on:
        raise NoSuchChild
    return Family(child, register.person(applicant_iin), is_parent=own is not None)


def begun_before(family: Family, applicant: Person, campaign: Campaign) -> Application | None:
    """The draft for this child that the actor began for this applicant. Called inside `acting`."""
    return Application.objects.filter(
        applicant=applicant,
        campaign__school_year_id=campaign.school_year_id,
        child_iin_index=blind_index("iin", family.child.iin),
        status=Status.DRAFT,
    ).first()


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
    check_may_fill(by)
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
    check_may_fill(by)
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


def check_age(child: PopulationRecord, campaign: Campaign) -> None:
    """:raises ChildTooYoung:"""
    if child.born_on.year > campaign.youngest_birth_year:
        raise ChildTooYoung(youngest=campaign.youngest_birth_year, born=child.born_on.year)


def draft_of(family: Family, parent: Person, campaign: Campaign, now: dt.datetime) -> Application:
    """Not saved yet. The child's registered address decides the zone, else the applicant's (A27)."""
    child, told = family.child, family.applicant
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
        is_parent=family.is_parent,
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
