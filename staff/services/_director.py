from oqu.core.acting import Actor
from oqu.core.errors import Forbidden
from staff.permissions import Action, check_may


def school_of_director(by: Actor) -> int:
    """
    The school whose staff this person manages (R26).

    :raises Forbidden: the active role is not a director's
    """
    check_may(by, Action.MANAGE_STAFF)
    if by.school_id is None:
        raise Forbidden
    return by.school_id
