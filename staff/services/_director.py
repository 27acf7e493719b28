from oqu.core.acting import Actor
from oqu.core.errors import Forbidden
from staff.permissions import Action, check_may


def school_of_director(by: Actor) -> int:
    """
    The school whose staff this person manages (R26).

    :raises Forbidden: the active role is not a director's
    """
    return school_of(by, Action.MANAGE_STAFF)


def school_of(by: Actor, action: Action) -> int:
    """
    The school for which this person may do this.

    :raises Forbidden: the active role does not allow it
    """
    check_may(by, action)
    if by.school_id is None:
        raise Forbidden
    return by.school_id
