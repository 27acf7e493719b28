"""Which application an address of the school means."""

from uuid import UUID

from admissions import selectors
from admissions.models import Application
from oqu.core.acting import Actor, acting
from oqu.core.errors import NotFound
from staff.permissions import Action, check_may


def shown(actor: Actor, uuid: UUID) -> Application:
    """
    For a page. Called inside `acting`.

    :raises Forbidden: the role has nothing to do with applications (R42)
    :raises NotFound: another school's, a draft, or a final one for an executor (D13)
    """
    check_may(actor, Action.SEE_APPLICATIONS)
    application = selectors.visible_to(actor).filter(uuid=uuid).first()
    if application is None:
        raise NotFound
    return application


def acted_upon(actor: Actor, uuid: UUID, action: Action) -> Application:
    """
    For a press of a button: any application of the school, so that an old page is told what became of it.

    :raises Forbidden | NotFound:
    """
    check_may(actor, action)
    with acting(actor, read_only=True):
        application = Application.objects.for_list().filter(uuid=uuid).first()
    if application is None:
        raise NotFound
    return application
