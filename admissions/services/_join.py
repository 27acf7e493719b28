import datetime as dt
from uuid import UUID

from admissions import selectors
from admissions.models import Application, SecondParent, Submission
from admissions.states import LIVE
from oqu.core.acting import Actor, acting
from oqu.core.errors import DomainError
from oqu.outbox import services as outbox
from staff.models import Person


def join(
    draft: Application, *, key: UUID, by: Actor, now: dt.datetime, otherwise: DomainError
) -> Application:
    """
    The second parent's own filing joins what the first has sent to the same school, with its number (D9).

    Only whom the register shows as a parent: a guardian's word, proved by a paper, opens no application of
    others. The draft stays as it is, for the case that the application ends without a place. The key is kept with the
    answer, so that whoever repeats the press gets it again. Acts as the system, because a policy shows the
    application to the second parent only once they are joined. Locks the idempotency row, the application.

    :raises otherwise: nobody of the family has a live application at this school, or `by` is no parent
    """
    if not draft.is_parent or by.scope != "parent":
        raise otherwise
    with acting(Actor.system("joining", by.person_id)):
        first = _live_of_the_other(draft)
        if first is None:
            raise otherwise
        Submission.objects.bulk_create(
            [Submission(person_id=by.person_id, key=key, application=first, created_at=now)],
            ignore_conflicts=True,
        )
        still_live = Application.objects.select_for_update(no_key=True).filter(
            pk=first.pk, status__in=sorted(LIVE)
        )
        if not still_live:
            raise otherwise
        me = Person.objects.get(pk=by.person_id)
        parent, _ = SecondParent.objects.get_or_create(application=first, iin_index=me.iin_index)
        if parent.joined_at is None:
            parent.joined_at, parent.draft = now, draft
            parent.save(update_fields=["joined_at", "draft"])
            outbox.put(
                "tell_joined",
                {"application_id": first.pk, "person_id": me.pk},
                dedupe_key=f"tell_joined/{parent.pk}",
                now=now,
            )
    with acting(by, read_only=True):
        return selectors.visible_to(by).get(pk=first.pk)


def _live_of_the_other(draft: Application) -> Application | None:
    rows = Application.objects.filter(
        child_iin_index=draft.child_iin_index,
        school_year=draft.school_year,
        school_id=draft.school_id,
        status__in=sorted(LIVE),
    )
    return rows.exclude(applicant_id=draft.applicant_id).first()
